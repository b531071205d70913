import Crypto
public import Foundation

/// An epoch's secrets for one keyholder, sealed to its key of the day: HPKE (RFC 9180, base mode) of `E_A` for every subset A the holder
/// belongs to, in the subsets' order, with `info = "gantry/v1/capsule" || ctx || LP(holder) || SHA-256(publicKey)` and no further data.
///
/// Bytes: `suite || ctx || LP(holder) || SHA-256(publicKey)[32] || encapsulatedKey[1120] || u16 length || ciphertext`.
public struct Capsule: Hashable, Sendable {
  static let encapsulatedKeyBytes = 1120
  static let ciphersuite = HPKE.Ciphersuite.XWingMLKEM768X25519_SHA256_AES_GCM_256

  public let context: EpochContext
  public let holder: HolderID
  /// Which of the holder's keys it is for: SHA-256 of the public half.
  public let keyFingerprint: Data
  public let encapsulatedKey: Data
  public let ciphertext: Data

  /// Seals secrets to a holder.
  init(_ secrets: UnsafeRawBufferPointer, to key: DayKey, context: EpochContext) throws(SealingFault) {
    self.context = context
    holder = key.holder
    keyFingerprint = key.fingerprint
    do {
      let recipient = try XWingMLKEM768X25519.PublicKey(rawRepresentation: key.publicKey)
      var sender = try HPKE.Sender(recipientKey: recipient, ciphersuite: Self.ciphersuite, info: Self.info(context, key.holder, keyFingerprint))
      encapsulatedKey = sender.encapsulatedKey
      ciphertext = try sender.seal(secrets)
    } catch {
      throw .dayKey(key.holder, "nothing can be sealed to it. Ask the holder for a new one.")
    }
  }

  /// - Throws: ``SealingFault/malformed(_:)`` or ``SealingFault/unknownSuite(_:)``.
  public init(bytes: Data) throws(SealingFault) {
    var reader = SealedReader(bytes, of: "capsule")
    _ = try reader.suite()
    context = try EpochContext(&reader)
    holder = try reader.name(HolderID.self)
    keyFingerprint = try reader.bytes(32)
    encapsulatedKey = try reader.bytes(Self.encapsulatedKeyBytes)
    ciphertext = try reader.bytes(Int(try reader.u16()))
    try reader.finish()
  }

  public var bytes: Data {
    var bytes = Data([SealingSuite.current.rawValue])
    bytes.append(raw: context.bytes)
    bytes.append(prefixed: holder.rawValue)
    bytes.append(raw: keyFingerprint)
    bytes.append(raw: encapsulatedKey)
    bytes.append(UInt16(ciphertext.count))
    bytes.append(raw: ciphertext)
    return bytes
  }

  /// What goes into the log's `epoch.opened`: SHA-256 of the bytes.
  public var logHash: Data { Data(SHA256.hash(data: bytes)) }

  static func info(_ context: EpochContext, _ holder: HolderID, _ fingerprint: Data) -> Data {
    var info = Data()
    info.append(SealingLabel.capsule)
    info.append(raw: context.bytes)
    info.append(prefixed: holder.rawValue)
    info.append(raw: fingerprint)
    return info
  }
}
