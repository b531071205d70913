import Crypto
public import Foundation
public import Sealing
public import Traffic
import TransparencyLog

/// What a requester asks to see: these plates, at these cameras, in these hours, for this purpose. `W` of the design; its bytes are
/// canonical JSON, because hashes and approvals are of those.
///
/// Everything that opens later is bound to it: a keyholder gives nothing for a plate, camera or hour that it does not name.
public struct Warrant: Hashable, Sendable {
  static let nonceBytes = 16
  static let longest = 256 << 10

  /// In order, each once.
  public let plates: [RegionalPlate]
  /// In order, each once.
  public let cameras: [CameraID]
  /// The first instant, on a full hour: hours are what passes are sealed by.
  public let from: Date
  /// The first instant that is no longer asked for, on a full hour.
  public let to: Date
  /// A purpose that the keyholders' policies know, such as `stolen-vehicle`.
  public let purpose: String
  public let caseNumber: String
  public let requester: String
  /// What the parts of keys are sealed to.
  public let recipient: RecipientKey
  /// When the warrant is made public at the latest. Nothing is released after it.
  public let unsealBy: Date
  /// Sixteen random bytes, so that a warrant can be presented once only.
  public let nonce: Data

  /// - Throws: ``KeyholdingFault/unusable(_:)`` for a warrant that could not be granted by anybody: says why.
  public init(
    plates: [RegionalPlate], cameras: [CameraID], from: Date, to: Date, purpose: String, caseNumber: String, requester: String,
    recipient: RecipientKey, unsealBy: Date, nonce: Data
  ) throws(KeyholdingFault) {
    guard !plates.isEmpty, !cameras.isEmpty else { throw .unusable("A warrant names at least one plate and one camera.") }
    guard from < to, [from, to].allSatisfy({ $0.timeIntervalSince1970 >= 0 && $0.timeIntervalSince1970.remainder(dividingBy: 3600) == 0 }) else {
      throw .unusable("A warrant covers whole hours, from one full hour to a later one.")
    }
    guard [purpose, caseNumber, requester].allSatisfy(CanonicalFields.isPhrase) else {
      throw .unusable("Purpose, case number and requester are 1 to 200 bytes of plain text each.")
    }
    guard nonce.count == Self.nonceBytes else { throw .unusable("A warrant's nonce has \(Self.nonceBytes) bytes.") }
    self.plates = Set(plates).sorted { ($0.plate, $0.region) < ($1.plate, $1.region) }
    self.cameras = Set(cameras).sorted()
    self.from = from
    self.to = to
    self.purpose = purpose
    self.caseNumber = caseNumber
    self.requester = requester
    self.recipient = recipient
    // As exactly as it is written.
    self.unsealBy = Date(timeIntervalSince1970: unsealBy.timeIntervalSince1970.rounded(.down))
    self.nonce = Data(nonce)
  }

  /// The readings that passes are looked for under: each plate with its region, and without one, because a camera may not have known it.
  public var readings: [RegionalPlate] {
    var readings: [RegionalPlate] = []
    for plate in plates {
      for reading in [plate, (try? RegionalPlate(region: nil, plate: plate.plate)) ?? plate] where !readings.contains(reading) {
        readings.append(reading)
      }
    }
    return readings
  }

  /// The capture hours it covers, in hours since 1970-01-01T00:00Z.
  public var hours: Range<UInt32> { UInt32(clamping: from.hourSince1970)..<UInt32(clamping: to.hourSince1970) }

  /// How many days it covers, counting a begun one as a whole.
  public var days: Int { Int((to.timeIntervalSince(from) / 86_400).rounded(.up)) }

  /// `SHA-256("gantry/v1/request" || SHA-256(W))`: what requester and second person approve, as the challenge of their passkeys.
  public var challenge: Data {
    var message = Data()
    message.append(SealingLabel.request)
    message.append(raw: digest)
    return Data(SHA256.hash(data: message))
  }

  /// `HMAC(r, W)`: what the public log holds of a warrant. Never a bare hash: few plates exist, and the log is for ever.
  /// - Parameter opening: `r`, 32 random bytes that go to the keyholders with the warrant.
  public func commitment(opening: Data) -> Data { Data(HMAC<SHA256>.authenticationCode(for: bytes, using: SymmetricKey(data: opening))) }

  /// SHA-256 of the bytes. Never shown to anybody who does not have the warrant.
  var digest: Data { Data(SHA256.hash(data: bytes)) }
}
