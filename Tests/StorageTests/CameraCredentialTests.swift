import Access
import Foundation
import GRDB
import Testing
import Traffic
import TransparencyLog

@testable import Storage

@Suite("What cameras prove themselves with")
struct CameraCredentialTests {
  private let desk: Desk
  private let other = CameraID(unchecked: "tas-014-b")

  init() throws {
    desk = try Desk()
    let place = Coordinate(latitude: 41, longitude: 69)!
    for id in [Desk.camera, other] {
      try desk.store.save(Camera(id: id, site: Desk.site, name: "A", dialect: .gantry, coordinate: place), key: "key-of-\(id)")
    }
  }

  private static func pin(_ seed: UInt64) -> KeyPin { KeyPin(sha256: Desk.bytes(32, seed: seed))! }

  private func code(for camera: CameraID = Desk.camera, endsAt: Date = Desk.noon + 60) throws -> Data {
    let code = EnrolmentCode()
    try desk.store.saveEnrolmentCode(hash: code.hash, for: camera, endsAt: endsAt)
    return code.hash
  }

  @discardableResult
  private func enrol(_ hash: Data, _ pin: KeyPin, signingKey: Data? = nil, at now: Date = Desk.noon) throws -> CameraID? {
    try desk.store.enrol(codeHash: hash, pin: pin, signingKey: signingKey, endsAt: now + 7 * 86_400, at: now)
  }

  private func pins() throws -> [KeyPin: CameraPin] { Dictionary(try desk.store.cameraPins().map { ($0.pin, $0) }) { $1 } }

  @Test("A code is good once, until its end, and the last one alone")
  func once() throws {
    let first = try code()
    let second = try code()
    #expect(try enrol(first, Self.pin(1)) == nil)
    #expect(try enrol(second, Self.pin(1), at: Desk.noon + 60) == nil)
    #expect(try enrol(second, Self.pin(1), signingKey: Desk.bytes(32)) == Desk.camera)
    #expect(try enrol(second, Self.pin(2)) == nil)
    #expect(try pins() == [Self.pin(1): CameraPin(pin: Self.pin(1), camera: Desk.camera, endsAt: Desk.noon + 7 * 86_400, isUsed: true)])
    #expect(try desk.store.cameraCredentials().first?.signingKey == Desk.bytes(32))
    #expect(throws: StorageFault.self) { try code(for: CameraID(unchecked: "nobody")) }
  }

  @Test("Of many who present a code at once, one comes in")
  func race() async throws {
    let hash = try code()
    let store = desk.store
    let came = try await withThrowingTaskGroup(of: CameraID?.self) { group in
      for seed in 1...16 as ClosedRange<UInt64> {
        group.addTask { try store.enrol(codeHash: hash, pin: Self.pin(seed), signingKey: nil, endsAt: Desk.noon + 60, at: Desk.noon) }
      }
      return try await group.reduce(into: 0) { if $1 != nil { $0 += 1 } }
    }
    #expect(came == 1)
    #expect(try pins().count == 1)
  }

  @Test("A key is one camera's: the code of another is not used up by it")
  func foreign() throws {
    try enrol(code(), Self.pin(1))
    let hash = try code(for: other)
    #expect(throws: CameraCertificateFault.keyInUse) { try enrol(hash, Self.pin(1)) }
    #expect(try enrol(hash, Self.pin(2)) == other)
    #expect(throws: CameraCertificateFault.keyInUse) {
      try desk.store.renew(Self.pin(2), of: other, as: Self.pin(1), endsAt: Desk.noon + 60, at: Desk.noon)
    }
  }

  @Test("The new key of a renewal replaces the old one when it is first used, or after a day")
  func renewal() throws {
    try enrol(code(), Self.pin(1))
    let later = Desk.noon + 5 * 86_400
    let until = later + 7 * 86_400
    #expect(try desk.store.renew(Self.pin(1), of: Desk.camera, as: Self.pin(1), endsAt: until, at: later))
    #expect(try pins()[Self.pin(1)]?.endsAt == until)
    #expect(try desk.store.renew(Self.pin(1), of: Desk.camera, as: Self.pin(2), endsAt: until, at: later))
    #expect(try pins().mapValues(\.endsAt) == [Self.pin(1): later + 86_400, Self.pin(2): until])
    #expect(try pins()[Self.pin(2)]?.isUsed == false)
    #expect(try desk.store.renew(Self.pin(1), of: Desk.camera, as: Self.pin(3), endsAt: until, at: later))
    #expect(try Set(pins().keys) == [Self.pin(1), Self.pin(3)], "one that was never used is forgotten")
    try desk.store.usePin(Self.pin(3))
    #expect(try pins() == [Self.pin(3): CameraPin(pin: Self.pin(3), camera: Desk.camera, endsAt: until, isUsed: true)])
    #expect(try !desk.store.renew(Self.pin(1), of: Desk.camera, as: Self.pin(4), endsAt: until, at: later), "the old one is gone")
    #expect(try !desk.store.renew(Self.pin(3), of: other, as: Self.pin(4), endsAt: until, at: later))
    #expect(try !desk.store.renew(Self.pin(3), of: Desk.camera, as: Self.pin(3), endsAt: until, at: until))
  }

  @Test("A camera that is revoked has nothing left to come in with, until it is enrolled again")
  func revocation() throws {
    try enrol(code(), Self.pin(1), signingKey: Desk.bytes(32))
    _ = try code()
    let version = try desk.store.dataVersion
    try desk.store.revoke(Desk.camera)
    #expect(try desk.store.dataVersion > version)
    #expect(try pins().isEmpty && desk.store.cameraCredentials().isEmpty)
    #expect(try desk.store.camera(withKey: "key-of-\(Desk.camera)") == nil)
    #expect(try desk.store.camera(withKey: "key-of-\(other)") == other)
    #expect(try desk.store.camera(Desk.camera)?.isEnabled == false)
    try enrol(code(), Self.pin(1))
    #expect(try desk.store.camera(Desk.camera)?.isEnabled == true)
    #expect(throws: StorageFault.self) { try desk.store.revoke(CameraID(unchecked: "nobody")) }
  }

  @Test("The log is told of keys that come and of cameras that go, and not of the same key's next certificate")
  func told() throws {
    try desk.store.tookIntoLog(Dictionary(uniqueKeysWithValues: try desk.store.outbox().map { ($0.number, AuditPlace(shard: "2026", index: 0)) }))
    try enrol(code(), Self.pin(1))
    #expect(try desk.store.renew(Self.pin(1), of: Desk.camera, as: Self.pin(1), endsAt: Desk.noon + 60, at: Desk.noon))
    #expect(try desk.store.renew(Self.pin(1), of: Desk.camera, as: Self.pin(2), endsAt: Desk.noon + 60, at: Desk.noon))
    try desk.store.revoke(Desk.camera)
    let told = try desk.store.outbox().map(\.entry)
    #expect(told.map(\.kind) == [.cameraEnrolled, .cameraEnrolled, .cameraRevoked])
    #expect(told.map { $0.fields["key"] } == [.bytes(Self.pin(1).sha256), .bytes(Self.pin(2).sha256), nil])
    #expect(told[0].fields["credential"] == .text("certificate"))
  }

  @Test("Terms are kept, sealed, and are the usual ones where nobody set any")
  func terms() throws {
    #expect(try desk.store.terms(of: Desk.camera) == CameraTerms())
    let terms = CameraTerms(sources: [AddressRange("10.2.0.0/24")!], perSecond: 5, bodyBytes: 1 << 20, isWeak: true)
    try desk.store.setTerms(terms, of: Desk.camera)
    #expect(try desk.store.terms(of: Desk.camera) == terms && desk.store.cameraTerms() == [Desk.camera: terms])
    #expect(throws: StorageFault.self) { try desk.store.setTerms(terms, of: CameraID(unchecked: "nobody")) }
    try desk.store.read { db in
      let body = try Data.fetchOne(db, sql: "SELECT body FROM camera_terms") ?? Data()
      #expect(body.count > 30 && body.range(of: Data("10.2".utf8)) == nil)
    }
  }

  @Test("Refused signatures are counted until the camera is enrolled anew")
  func refused() async throws {
    try enrol(code(), Self.pin(1), signingKey: Desk.bytes(32))
    for second in 1...3 { try await desk.store.noteRefusedSignature(of: Desk.camera, at: Desk.noon + Double(second)) }
    let known = try #require(try desk.store.cameraCredentials().first)
    #expect(known.refusedSignatures == 3 && known.refusedAt == Desk.noon + 3 && known.codeEndsAt == nil)
    try enrol(code(), Self.pin(1))
    #expect(try desk.store.cameraCredentials().first?.refusedSignatures == 0)
  }
}
