import Crypto
import Foundation
import Keyholding
import Sealing
import Traffic

/// A land with its keyholders in folders of their own, a server that seals, a log, and a requester.
final class Land {
  static let now = UTCDay("2026-11-21")!.start + 14.5 * 3600
  static let passphrase = "a long walk along the canal"
  static let installation = InstallationID(rawValue: "tashkent-city")!
  static let cameras = ["tas-001", "tas-002"].map { CameraID(rawValue: $0)! }
  static let hour = UInt32(clamping: now.hourSince1970)

  let folder: URL
  let names: [HolderID]
  let holders: HolderSet
  let log = WitnessedLog()
  let officer = Curve25519.Signing.PrivateKey()
  let supervisor = Curve25519.Signing.PrivateKey()
  let policy: Policy
  private(set) var keyholders: [Keyholder] = []

  init(_ threshold: Int = 1, of count: Int = 1, plateCap: Int = 20, keyCap: Int = 10_000, tokenCap: Int = 2_000_000) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "keyholding-\(UUID().uuidString)")
    names = ["court", "data-protection", "inspectorate", "ombudsman", "parliament"].prefix(count).map { HolderID(rawValue: $0)! }
    holders = try HolderSet(names, threshold: threshold)
    let keys = [("officer", officer), ("supervisor", supervisor)].map { name, key in
      ApprovalKey(person: PersonName(rawValue: name)!, proof: .ed25519(key.publicKey.rawRepresentation))
    }
    policy = try Policy(
      installation: Self.installation, purposes: ["stolen-vehicle"], approvalKeys: keys, plateCap: plateCap, tokenCap: tokenCap, keyCap: keyCap)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for name in names {
      let own = folder.appending(path: name.rawValue)
      try Keyholder.create(in: own, keyFolder: own, named: name, passphrase: Self.passphrase, scryptRounds: 1024)
    }
    try reopen()
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func folder(of number: Int) -> URL { folder.appending(path: names[number].rawValue) }

  /// Opens all folders (again).
  func reopen() throws {
    keyholders = []
    keyholders = try names.indices.map {
      try Keyholder(opening: folder(of: $0), passphrase: Self.passphrase, policy: policy, transparency: log.check)
    }
  }

  func close() { keyholders = [] }

  /// The public halves of today's keys, as the server takes them.
  func dayKeys(at now: Date = Land.now) async throws -> [DayKey] {
    var keys: [DayKey] = []
    for keyholder in keyholders {
      let published = try await keyholder.publishDayKeys(until: UTCDay(containing: now), now: now)
      keys.append(try DayKey(bytes: published[0].bytes, signedBy: keyholder.identity))
    }
    return keys
  }

  /// An epoch of the server with passes in it.
  /// - Parameter others: day keys of holders that are not ours, in place of ours.
  func seal(
    _ passes: [(plate: RegionalPlate, scope: PlateScope, text: String)], at now: Date = Land.now, instead others: [DayKey] = []
  ) async throws -> (record: EpochRecord, rows: [SealedRecord]) {
    let period = try EpochPeriod(containing: now, lengthMinutes: 60)
    let nonce = Data((0..<8).map { _ in UInt8.random(in: 0...255) })
    let secrets = try EpochSecrets(
      site: Self.installation, period: period, bootNonce: nonce, holders: holders, dayKeys: try await others + dayKeys(at: now))
    let record = secrets.record
    var sealer = try await secrets.begin(at: now) { _ in }
    var rows: [SealedRecord] = []
    for (number, pass) in passes.enumerated() {
      let row = try Array(pass.text.utf8).withUnsafeBytes {
        try sealer.seal(PassID(), scope: pass.scope, readings: [pass.plate], record: $0, schema: 1, at: now + Double(number % 1000))
      }
      rows.append(try SealedRecord(bytes: row.bytes))
    }
    return (record, rows)
  }

  func warrant(
    _ plates: [RegionalPlate] = [plate("01A123BC")], cameras: [CameraID] = Land.cameras, from: Date = Date(hourSince1970: Int(Land.hour) - 1),
    to: Date = Date(hourSince1970: Int(Land.hour) + 1), purpose: String = "stolen-vehicle", unsealBy: Date = Land.now + 30 * 86_400,
    recipient: RecipientKey
  ) throws -> Warrant {
    try Warrant(
      plates: plates, cameras: cameras, from: from, to: to, purpose: purpose, caseNumber: "2026/118", requester: "officer", recipient: recipient,
      unsealBy: unsealBy, nonce: random(16))
  }

  /// A request that is logged, approved by both and in order.
  func request(_ warrant: Warrant, _ questions: [EpochQuestion], opening: Data = random(32), now: Date = Land.now) throws -> WarrantRequest {
    log.append(warrant.commitment(opening: opening))
    return try WarrantRequest(
      warrant: warrant, opening: opening, approvals: approvals(warrant), proof: log.proof(at: now), questions: questions)
  }

  func approvals(_ warrant: Warrant) throws -> [Approval] {
    try [("officer", officer), ("supervisor", supervisor)].map { name, key in
      Approval(person: PersonName(rawValue: name)!, evidence: .signature(try key.signature(for: warrant.challenge)))
    }
  }
}

let judge = Judgement.granted(by: PersonName(rawValue: "judge")!)

func plate(_ text: String, _ region: String? = "UZ") -> RegionalPlate { try! RegionalPlate(region: region, plate: Plate(canonical: text)!) }

func scope(_ camera: Int = 0, _ hour: UInt32 = Land.hour) -> PlateScope { PlateScope(camera: Land.cameras[camera], captureHour: hour) }

func random(_ count: Int) -> Data { Data((0..<count).map { _ in UInt8.random(in: 0...255) }) }

/// The refusal that something ends with; `nil` where it does not, or ends otherwise.
func refusal<Value>(_ body: () async throws -> Value) async -> Refusal? {
  do { _ = try await body() } catch KeyholdingFault.refused(let refusal) { return refusal } catch { return nil }
  return nil
}
