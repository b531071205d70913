import Crypto
public import Foundation
import Sealing

/// What a warrant's answers are sealed to: the public half of a key pair that the requester made for this warrant alone.
///
/// Bytes: `u8 suite || public key`. Suite 1 is X-Wing, as capsules have; suite 2 is P-256, for pages in a browser, whose own cryptography has no
/// X-Wing yet. Whoever records answers to suite 2 can open them once there are quantum computers.
public enum RecipientKey: Hashable, Sendable {
  /// 1216 bytes.
  case xWing(Data)
  /// 65 bytes, uncompressed point (X9.63).
  case p256(Data)

  /// - Throws: ``KeyholdingFault/malformed(_:_:)`` where the bytes are no public key.
  public init(bytes: Data) throws(KeyholdingFault) {
    let key = Data(bytes.dropFirst())
    switch bytes.first {
    case 1 where (try? XWingMLKEM768X25519.PublicKey(rawRepresentation: key)) != nil: self = .xWing(key)
    case 2 where key.count == 65 && (try? P256.KeyAgreement.PublicKey(x963Representation: key)) != nil: self = .p256(key)
    default: throw .malformed("recipient key", "it is neither an X-Wing key (suite 1) nor a P-256 key (suite 2).")
    }
  }

  public var bytes: Data {
    switch self {
    case .xWing(let key): [1] + key
    case .p256(let key): [2] + key
    }
  }

  /// HPKE (RFC 9180, base mode): encapsulated key, then ciphertext.
  func seal(_ content: Data, info: Data) throws(KeyholdingFault) -> Data {
    do {
      switch self {
      case .xWing(let key):
        let key = try XWingMLKEM768X25519.PublicKey(rawRepresentation: key)
        var sender = try HPKE.Sender(recipientKey: key, ciphersuite: .XWingMLKEM768X25519_SHA256_AES_GCM_256, info: info)
        return try sender.encapsulatedKey + sender.seal(content)
      case .p256(let key):
        let key = try P256.KeyAgreement.PublicKey(x963Representation: key)
        var sender = try HPKE.Sender(recipientKey: key, ciphersuite: .P256_SHA256_AES_GCM_256, info: info)
        return try sender.encapsulatedKey + sender.seal(content)
      }
    } catch {
      throw .unusable("Nothing can be sealed to the warrant's recipient key. Ask with a new one.")
    }
  }
}
