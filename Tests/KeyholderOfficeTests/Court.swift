import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Keyholding
import Logging
import NIOCore
import Sealing
import Synchronization
import Testing
import Traffic
import TransparencyLog

@testable import KeyholderOffice

/// A keyholder with its real pages, policy file and folder, a server's log, two who approve, and a clock that can be set.
final class Court: Sendable {
  static let now = UTCDay("2026-11-21")!.start + 14.5 * 3600
  static let passphrase = "a long walk along the canal"
  static let holder = HolderID(rawValue: "court")!
  static let installation = InstallationID(rawValue: "tashkent-city")!
  static let cameras = ["tas-001", "tas-002"].map { CameraID(rawValue: $0)! }
  static let hour = UInt32(clamping: now.hourSince1970)
  static let web = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Web")

  let folder: URL
  let log: TransparencyLog
  let people = ["nodira-karimova", "sardor-toshev"].map { (PersonName(rawValue: $0)!, Curve25519.Signing.PrivateKey()) }
  private let clock = Mutex(Court.now)

  /// - Parameters:
  ///   - trusted: how many of the people's keys stand in the policy from the start.
  ///   - change: of the policy's text.
  init(trusted: Int = 2, _ change: (String) -> String = { $0 }) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "court-\(UUID().uuidString)", directoryHint: .isDirectory)
    try Keyholder.create(in: folder, keyFolder: folder, named: Self.holder, passphrase: Self.passphrase, scryptRounds: 1024)
    let signer = try NoteSigner(name: "gantry.example/audit/1", kind: .log)
    log = try TransparencyLog(opening: LogFolder(folder.appending(path: "server-log")), signer: signer, pooling: .zero)
    var text = PolicyText.fresh(
      installation: Self.installation, retentionDays: 30, purposes: ["stolen-vehicle"], logPolicy: "log \(signer.key.text)\nquorum none")
    for (person, key) in people.prefix(trusted) {
      let proposal = try ProposedKey(person: person, name: "Person \(person)", key: key.publicKey.rawRepresentation, proposedAt: Self.now)
      text = try PolicyText(text, name: "fresh").trusting(proposal, name: "fresh").text
    }
    try PolicyFile.write(change(text), to: folder.appending(path: PolicyFile.name))
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  var now: Date { clock.withLock { $0 } }
  func advance(by seconds: TimeInterval) { clock.withLock { $0 += seconds } }

  func open() async throws -> OpenKeyholder { try await OpenKeyholder(folder: folder, passphrase: Self.passphrase, now: now) }

  /// Opens the folder, runs a test against its pages, and closes it.
  func browse<Value: Sendable>(_ test: @escaping @Sendable (any TestClientProtocol, KeyholderDesk) async throws -> Value) async throws -> Value {
    let desk = try KeyholderDesk(
      await open(), web: Self.web, address: "http://127.0.0.1:8090", logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
      now: { [self] in now })
    try await DailyWork(open: desk.open, logger: desk.logger, now: desk.now).work()
    return try await Application(router: desk.router()).test(.router) { client in try await test(client, desk) }
  }

  /// An epoch of the server with a pass of the car in it.
  func seal(_ keyholder: Keyholder, _ plate: RegionalPlate = car) async throws -> (record: EpochRecord, row: SealedRecord) {
    let keys = try await keyholder.publishDayKeys(until: UTCDay(containing: now), now: now)
    let secrets = try EpochSecrets(
      site: Self.installation, period: EpochPeriod(containing: now, lengthMinutes: 60), bootNonce: random(8),
      holders: HolderSet([Self.holder], threshold: 1), dayKeys: [keys[0]])
    let record = secrets.record
    var sealer = try await secrets.begin(at: now) { _ in }
    let row = try Array("seen at the bridge".utf8).withUnsafeBytes {
      try sealer.seal(PassID(), scope: scope, readings: [plate], record: $0, schema: 1, at: now)
    }
    return (record, try SealedRecord(bytes: row.bytes))
  }

  /// A request that is logged and approved by both.
  func request(
    _ record: EpochRecord, recipient: RecipientKey, plates: [RegionalPlate] = [car], purpose: String = "stolen-vehicle", since seen: Int = 0,
    approvedBy count: Int = 2
  ) async throws -> WarrantRequest {
    let warrant = try Warrant(
      plates: plates, cameras: Self.cameras, from: Date(hourSince1970: Int(Self.hour) - 1), to: Date(hourSince1970: Int(Self.hour) + 1),
      purpose: purpose, caseNumber: "2026/118", requester: "nodira-karimova", recipient: recipient, unsealBy: now + 30 * 86_400, nonce: random(16))
    let opening = random(32)
    let index = try await log.append(
      .warrantRequested(warrant.commitment(opening: opening), sizeClass: 1, requesterKey: "4F3A", unsealBy: warrant.unsealBy, at: now))
    let approvals = try people.prefix(count).map { person, key in
      Approval(person: person, evidence: .signature(try key.signature(for: warrant.challenge)))
    }
    return try WarrantRequest(
      warrant: warrant, opening: opening, approvals: approvals, proof: LoggedWarrantProof(await log.evidence(of: index, since: seen)).bytes,
      questions: [EpochQuestion(record: record, scopes: [scope])])
  }
}

let car = try! RegionalPlate(region: "UZ", plate: Plate(canonical: "01A123BC")!)
let scope = PlateScope(camera: Court.cameras[0], captureHour: Court.hour)

func random(_ count: Int) -> Data { Data((0..<count).map { _ in UInt8.random(in: 0...255) }) }
