public import Crypto
public import Foundation

/// The public half of a keyholder's key for one UTC day, signed by the keyholder. The server seals capsules to it and cannot open them.
///
/// Bytes: `suite || LP(holder) || LP(day) || publicKey[1216] || signature[64]`. The signature is Ed25519 over
/// `"gantry/v1/daykey" || suite || LP(holder) || LP(day) || publicKey`.
public struct DayKey: Hashable, Sendable {
  static let publicKeyBytes = 1216
  static let signatureBytes = 64

  public let holder: HolderID
  public let day: UTCDay
  /// X-Wing: ML-KEM-768's 1184 bytes, then X25519's 32.
  public let publicKey: Data
  public let signature: Data

  /// Reads a day key and checks that the holder signed it.
  /// - Parameter identity: the holder's pinned identity, from the server's configuration; never from where the key came from.
  /// - Throws: ``SealingFault/malformed(_:)``, ``SealingFault/unknownSuite(_:)``, or ``SealingFault/dayKey(_:_:)`` where the signature is not
  ///   the holder's.
  public init(bytes: Data, signedBy identity: Curve25519.Signing.PublicKey) throws(SealingFault) {
    var reader = SealedReader(bytes, of: "day key")
    _ = try reader.suite()
    holder = try reader.name(HolderID.self)
    guard let day = UTCDay(try reader.text()) else { throw reader.fault }
    self.day = day
    publicKey = try reader.bytes(Self.publicKeyBytes)
    signature = try reader.bytes(Self.signatureBytes)
    try reader.finish()
    guard identity.isValidSignature(signature, for: Self.message(holder, day, publicKey)) else {
      throw .dayKey(holder, "it is not signed by the identity that is pinned for this holder.")
    }
  }

  init(holder: HolderID, day: UTCDay, publicKey: Data, signature: Data) {
    self.holder = holder
    self.day = day
    self.publicKey = publicKey
    self.signature = signature
  }

  public var bytes: Data { Self.content(holder, day, publicKey) + signature }

  /// SHA-256 of the public key: how capsules name the key they are for, and what the log's `daykey.published` says.
  public var fingerprint: Data { Data(SHA256.hash(data: publicKey)) }

  static func message(_ holder: HolderID, _ day: UTCDay, _ publicKey: Data) -> Data {
    var message = Data()
    message.append(SealingLabel.dayKey)
    return message + content(holder, day, publicKey)
  }

  private static func content(_ holder: HolderID, _ day: UTCDay, _ publicKey: Data) -> Data {
    var bytes = Data([SealingSuite.current.rawValue])
    bytes.append(prefixed: holder.rawValue)
    bytes.append(prefixed: day.description)
    bytes.append(raw: publicKey)
    return bytes
  }
}
