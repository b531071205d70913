import Crypto
import Foundation
import Sealing
import Traffic

/// What the second implementation made of fixed keys; see `vectors/make_vectors.py`.
struct Vectors: Decodable {
  struct Holder: Decodable { var name, seed, identity, dayKey, capsule: String }
  struct Subset: Decodable { var members: [String], secret, commitment, recordKey: String }
  struct Reading: Decodable { var region, plate: String, values: [String], token: String, keyParts: [String], wrappedKey: String }
  /// Secrets of one test alone, in hex, so that their bytes are nowhere in memory before that test.
  struct Sought: Decodable {
    var secrets, tokenKeys, secondKeys: [String]
    var recordKeys: [String: [String]]
    var plateValues: [String]
    var wrappingKey, dataKey: String
  }

  var site, day: String
  var epoch: UInt32
  var bootNonce, context: String
  var threshold: Int
  var holders: [Holder]
  var subsets: [Subset]
  var camera: String
  var captureHour, second: UInt32
  var maskedSeconds: [UInt16]
  var schema: UInt8
  var pass, dataKey: String
  var readings: [Reading]
  var record, body, pictureSHA256: String
  var sought: Sought

  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "vectors")

  static func load() throws -> Vectors {
    try JSONDecoder().decode(Vectors.self, from: Data(contentsOf: folder.appending(path: "vectors.json")))
  }

  var set: HolderSet { get throws { try HolderSet(holders.map { HolderID(rawValue: $0.name)! }, threshold: threshold) } }
  var seconds: MaskedSeconds { MaskedSeconds(maskedSeconds) }
  var scope: PlateScope { PlateScope(camera: CameraID(rawValue: camera)!, captureHour: captureHour) }
  var passID: PassID { PassID(UUID(uuid: Data(hex: pass).withUnsafeBytes { $0.loadUnaligned(as: uuid_t.self) })) }

  var epochContext: EpochContext {
    get throws { try EpochContext(site: InstallationID(rawValue: site)!, day: UTCDay(day)!, epoch: epoch, bootNonce: Data(hex: bootNonce)) }
  }

  func key(_ holder: Holder) throws -> DayKeyPair {
    let identity = try Curve25519.Signing.PublicKey(rawRepresentation: Data(hex: holder.identity))
    return try DayKeyPair(seed: Data(hex: holder.seed), published: DayKey(bytes: Data(hex: holder.dayKey), signedBy: identity))
  }

  /// The epoch's record as the second implementation would have written it.
  func epochRecord() throws -> EpochRecord {
    var bytes = Data([1]) + Data(hex: context) + Data([UInt8(threshold), UInt8(holders.count)])
    for holder in holders { bytes += Data([UInt8(holder.name.utf8.count)]) + Data(holder.name.utf8) }
    for subset in subsets { bytes += Data(hex: subset.commitment) }
    for holder in holders {
      let capsule = Data(hex: holder.capsule)
      bytes += Data([UInt8(capsule.count >> 8), UInt8(capsule.count & 255)]) + capsule
    }
    return try EpochRecord(bytes: bytes)
  }
}

extension Data {
  init(hex: String) {
    let digits = Array(hex.utf8).map { UInt8($0 < 0x3A ? $0 - 0x30 : $0 - 0x57) }
    self.init(stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] })
  }

  var hex: String { map { String(format: "%02x", $0) }.joined() }
}
