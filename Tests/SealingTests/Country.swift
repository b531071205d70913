import Crypto
import Foundation
import Sealing
import Traffic

/// Keyholders with their keys of one day, and a server's epochs on that day.
struct Country {
  static let now = Date(timeIntervalSince1970: 1_795_269_615)
  let holders: HolderSet
  let keys: [DayKeyPair]
  let period: EpochPeriod

  init(_ threshold: Int, of count: Int, at now: Date = Country.now) throws {
    let names = ["court", "data-protection", "inspectorate", "ombudsman", "parliament"].prefix(count).map { HolderID(rawValue: $0)! }
    holders = try HolderSet(names, threshold: threshold)
    period = try EpochPeriod(containing: now, lengthMinutes: 60)
    let day = period.day
    keys = try holders.holders.map { try DayKeyPair(holder: $0, day: day, signedWith: Curve25519.Signing.PrivateKey()) }
  }

  var dayKeys: [DayKey] { keys.map(\.published) }

  func secrets() throws -> EpochSecrets {
    try EpochSecrets(site: InstallationID(rawValue: "tashkent-city")!, period: period, bootNonce: randomNonce(), holders: holders, dayKeys: dayKeys)
  }

  /// An epoch that passes can be sealed in, with its record.
  func open(at now: Date = Country.now) async throws -> OpenedEpoch {
    let secrets = try secrets()
    let record = secrets.record
    return OpenedEpoch(record: record, sealer: try await secrets.begin(at: now) { _ in })
  }

  private func randomNonce() -> Data { Data((0..<8).map { _ in UInt8.random(in: 0...255) }) }
}

struct OpenedEpoch: ~Copyable {
  let record: EpochRecord
  var sealer: EpochSealer

  mutating func seal(
    _ plates: [RegionalPlate], _ scope: PlateScope, _ text: String = "record", pictures: [Data] = [], after seconds: TimeInterval = 0,
    id: PassID = PassID()
  ) throws -> SealedRecord {
    let bytes = Array(text.utf8)
    return try bytes.withUnsafeBytes {
      try sealer.seal(id, scope: scope, readings: plates, record: $0, pictures: pictures, schema: 1, at: Country.now + seconds)
    }
  }
}

extension Country {
  /// What some of the holders give for a plate in a scope.
  func token(_ reading: RegionalPlate, _ scope: PlateScope, _ record: EpochRecord, from members: [Int]) throws -> Data {
    var parts: [SubsetPart] = []
    for member in members {
      var opening = try HolderOpening(record, with: keys[member])
      parts += try opening.tokenParts(for: reading, in: scope)
    }
    return try parts.token(of: holders)
  }

  func answers(_ request: KeyRequest, _ record: EpochRecord, from members: [Int]) throws -> [KeyAnswer] {
    try members.map { member in
      var opening = try HolderOpening(record, with: keys[member])
      return try opening.keyParts(for: [request])[0]
    }
  }

  /// The whole way: token, key, body.
  func open(_ sealed: SealedRecord, as reading: RegionalPlate, _ record: EpochRecord, from members: [Int]) throws -> OpenedRecord {
    try sealed.open(
      token: token(reading, sealed.scope, record, from: members), answers: answers(sealed.request(for: reading), record, from: members),
      holders: holders)
  }

  /// The second a pass was sealed in, as one holder finds it.
  func second(of sealed: SealedRecord, _ record: EpochRecord, member: Int = 0) throws -> UInt32 {
    var opening = try HolderOpening(record, with: keys[member])
    return try opening.second(of: sealed.id, masked: sealed.seconds)
  }
}

extension SealedRecord {
  /// What is asked of the holders, for a plate in this pass's scope or in another.
  func request(for reading: RegionalPlate, in scope: PlateScope? = nil) -> KeyRequest {
    KeyRequest(pass: id, seconds: seconds, reading: reading, scope: scope ?? self.scope)
  }
}

func plate(_ text: String, _ region: String? = "UZ") -> RegionalPlate { try! RegionalPlate(region: region, plate: Plate(canonical: text)!) }

func scope(_ camera: String = "tas-014-a", _ hour: UInt32 = 498_685) -> PlateScope {
  PlateScope(camera: CameraID(rawValue: camera)!, captureHour: hour)
}

/// All ways to choose `size` of `count`.
func choices(_ size: Int, of count: Int, from first: Int = 0) -> [[Int]] {
  guard size > 0 else { return [[]] }
  return (first..<max(first, count)).flatMap { head in choices(size - 1, of: count, from: head + 1).map { [head] + $0 } }
}
