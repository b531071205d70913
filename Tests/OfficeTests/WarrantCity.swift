import Access
import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Keyholding
import Logging
import NIOCore
import Sealing
import Storage
import Synchronization
import Testing
import Traffic
import TransparencyLog

@testable import Office

/// A city with keyholders in folders of their own, a real archive of sealed passes, a desk that leads warrants, and people with keys.
final class WarrantCity: Sendable {
  static let start = UTCDay("2026-11-21")!.start + 9.25 * 3600
  static let hour = UInt32(clamping: start.hourSince1970)
  static let installation = InstallationID(rawValue: "tashkent-city")!
  static let wanted = "01A123BC"
  static let site = Site(
    id: SiteID(rawValue: "crossing")!, name: "Amir Temur / Navoiy", kind: .junction, district: "Tashkent",
    coordinate: Coordinate(latitude: 41.3111, longitude: 69.2797)!, timeZone: "Asia/Tashkent")
  static let cameras = ["tas-001", "tas-002"].map { name in
    Camera(id: CameraID(rawValue: name)!, site: site.id, name: name, dialect: .gantry, coordinate: site.coordinate, region: "UZ")
  }

  /// Somebody with a key of their own.
  struct Signer: Sendable {
    let person: Person
    let key = Curve25519.Signing.PrivateKey()

    func signature(of warrant: Warrant) throws -> WarrantSignature {
      WarrantSignature(
        person: person.approvalName.rawValue, key: key.publicKey.rawRepresentation, signature: try key.signature(for: warrant.challenge))
    }
  }

  private final class Clock: Sendable { let now = Mutex(WarrantCity.start) }

  let folder: URL
  let keys: ServerKeys
  let store: Store
  let archive: PassArchive
  let holders: HolderSet
  let keyholders: [Keyholder]
  let lines: [WarrantTestLine]
  let log: WarrantTestLog
  let requester = Signer(person: Person(name: "Nodira Karimova", roles: [.investigator], createdAt: WarrantCity.start))
  let approver = Signer(person: Person(name: "Sardor Toshev", roles: [.supervisor], createdAt: WarrantCity.start))
  private let clock: Clock

  init(_ threshold: Int = 2, of count: Int = 3, policyPlates: Int = 20, witnesses: [NoteSigner] = []) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "gantry-warrants-\(UUID().uuidString)")
    self.folder = folder
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    keys = try ServerKeys.create(file: folder.appending(path: "server.key"))
    store = try Store(folder: folder.appending(path: "data"), keys: keys)
    log = try WarrantTestLog(folder: folder.appending(path: "log"), witnesses: witnesses)
    archive = try PassArchive(folder: folder.appending(path: "passes"))
    let names = ["court", "data-protection", "inspectorate"].prefix(count).map { HolderID(rawValue: $0)! }
    holders = try HolderSet(names, threshold: threshold)
    let policy = try Policy(
      installation: Self.installation, purposes: ["stolen-vehicle"],
      approvalKeys: [requester, approver].map {
        ApprovalKey(person: $0.person.approvalName, proof: .ed25519($0.key.publicKey.rawRepresentation))
      }, plateCap: policyPlates)
    keyholders = try names.map { [log] name in
      let own = folder.appending(path: "holder-\(name)")
      try Keyholder.create(in: own, keyFolder: own, named: name, passphrase: "a long walk along the canal", scryptRounds: 1024)
      return try Keyholder(
        opening: own, passphrase: "a long walk along the canal", policy: policy, transparency: WitnessedLogProof(policy: log.policy))
    }
    let clock = Clock()
    self.clock = clock
    let now: @Sendable () -> Date = { clock.now.withLock { $0 } }
    lines = keyholders.map { WarrantTestLine($0, now: now) }
    try store.save(Self.site)
    for camera in Self.cameras { try store.save(camera, key: "key-of-\(camera.id)") }
    try await archive.recover()
    for signer in [requester, approver] {
      try await store.add(signer.person)
      _ = try clerk.register(signer.key.publicKey.rawRepresentation, of: signer.person)
    }
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  var now: Date { clock.now.withLock { $0 } }
  func advance(by seconds: TimeInterval) { clock.now.withLock { $0 += seconds } }

  var terms: WarrantTerms {
    WarrantTerms(longestDays: 30, holders: holders, identities: Dictionary(uniqueKeysWithValues: keyholders.map { ($0.holder, $0.identity) }))
  }

  var clerk: WarrantClerk {
    WarrantClerk(store: store, terms: terms, logger: Self.quiet, now: { [clock] in clock.now.withLock { $0 } })
  }

  /// A desk as after a start of the server: it knows nothing but what is stored.
  func desk() throws -> WarrantDesk {
    WarrantDesk(
      store: try Store(folder: folder.appending(path: "data"), keys: keys), terms: terms, passes: archive, lines: lines, log: log, logger: Self.quiet,
      now: { [clock] in clock.now.withLock { $0 } })
  }

  static let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

  /// Seals passes in an epoch of the present hour and puts them to rest.
  /// - Parameter closing: whether the epoch ends then.
  @discardableResult
  func seal(_ passes: [(plate: String, region: String?, camera: Int, hour: UInt32)], closing: Bool = true) async throws -> EpochRecord {
    var dayKeys: [DayKey] = []
    for line in lines { dayKeys += try await line.dayKeys() }
    let period = try EpochPeriod(containing: now, lengthMinutes: 60)
    let secrets = try EpochSecrets(
      site: Self.installation, period: period, bootNonce: Self.random(8), holders: holders, dayKeys: dayKeys)
    let record = secrets.record
    var sealer = try await secrets.begin(at: now) { [archive] in try await archive.open($0, period: period) }
    for (number, each) in passes.enumerated() {
      let at = Date(hourSince1970: Int(each.hour)) + 60 + Double(number)
      let read = PlateRead(reader: .camera, raw: each.plate, plate: Plate(canonical: each.plate)!, confidence: 0.97, region: each.region)
      let pass = Pass(
        id: PassID(), camera: Self.cameras[each.camera].id, site: Self.site.id, capturedAt: at, receivedAt: now, lane: 2, speedKmh: 54.5,
        reads: [read], coordinate: Self.site.coordinate, rawSHA256: "\(number)")
      try await archive.append(try sealer.seal(pass, at: now + Double(number)))
    }
    if closing { _ = try await archive.close(record.context) }
    return record
  }

  /// Four passes of the wanted car that a warrant finds, one before its hours, and two of another car.
  func sealTraffic(closing: Bool = true) async throws {
    let hour = Self.hour
    try await seal(
      [
        (Self.wanted, "UZ", 0, hour), (Self.wanted, nil, 1, hour), (Self.wanted, "UZ", 1, hour - 1), (Self.wanted, "UZ", 0, hour - 5),
        ("01B777BB", "UZ", 0, hour), ("01B777BB", "UZ", 1, hour - 1), (Self.wanted, "UZ", 1, hour),
      ], closing: closing)
  }

  func warrant(
    _ plates: [String] = [wanted], cameras: [CameraID] = cameras.map(\.id), from: UInt32 = hour - 2, to: UInt32 = hour + 1,
    purpose: String = "stolen-vehicle", caseNumber: String = "2026/118", requester: String? = nil, unsealDays: Double = 30,
    recipient: RecipientKey, nonce: Data = random(16)
  ) throws -> Warrant {
    try Warrant(
      plates: plates.map { try RegionalPlate(region: "UZ", plate: Plate(canonical: $0)!) }, cameras: cameras, from: Date(hourSince1970: Int(from)),
      to: Date(hourSince1970: Int(to)), purpose: purpose, caseNumber: caseNumber, requester: requester ?? self.requester.person.approvalName.rawValue,
      recipient: recipient, unsealBy: now + unsealDays * 86_400, nonce: nonce)
  }

  func petition(_ warrant: Warrant, by signer: Signer? = nil) throws -> WarrantPetition {
    WarrantPetition(warrant: warrant.bytes, opening: Self.random(32), approval: try (signer ?? requester).signature(of: warrant))
  }

  /// A warrant that was asked for and approved.
  func approved(_ pair: RecipientKeyPair, _ change: (WarrantCity) throws -> Warrant? = { _ in nil }) throws -> UUID {
    let warrant = try change(self) ?? warrant(recipient: pair.publicKey)
    let dossier = try clerk.take(petition(warrant), of: requester.person)
    try clerk.approve(dossier.id, approver.signature(of: warrant), by: approver.person)
    return dossier.id
  }

  func state(of id: UUID) throws -> WarrantState { try #require(try store.warrant(id)).state }

  /// Turns until a state is reached; time goes by so that nobody waits for a pause.
  func turn(_ desk: WarrantDesk, until state: WarrantState, of id: UUID, within turns: Int = 10) async throws {
    for _ in 0..<turns {
      await desk.turn()
      if try self.state(of: id) == state { return }
      advance(by: 4)
    }
    Issue.record("still \(try self.state(of: id)) and not \(state)")
  }

  static func random(_ count: Int) -> Data { Data((0..<count).map { _ in UInt8.random(in: 0...255) }) }
}
