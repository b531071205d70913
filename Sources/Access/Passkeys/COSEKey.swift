import Crypto
import Foundation

/// A passkey's public key in COSE form (RFC 9052, section 7; RFC 9053, section 7): ES256 on P-256, or EdDSA on Ed25519, with exactly the members
/// that such a key has.
enum COSEKey: Sendable {
  /// By their numbers in the COSE registry, in the order in which they are asked for.
  enum Kind: Int, CaseIterable, Sendable {
    case edDSA = -8
    case es256 = -7
  }

  case p256(P256.Signing.PublicKey)
  case ed25519(Curve25519.Signing.PublicKey)

  /// - Throws: ``PasskeyFault/unusableKey`` for everything else, and for what is no point of its curve.
  init(_ bytes: Data) throws(PasskeyFault) {
    guard bytes.count <= Passkey.longestKey, let map = try? CBOR(bytes) else { throw .unusableKey }
    try self.init(map)
  }

  init(_ map: CBOR) throws(PasskeyFault) {
    switch map[Self.algorithm] {
    case CBOR(Kind.es256.rawValue): self = .p256(try Self.p256(map))
    case CBOR(Kind.edDSA.rawValue): self = .ed25519(try Self.ed25519(map))
    default: throw .unusableKey
    }
  }

  /// Whether a signature over a message was made with the key's other half. ES256 signatures are in ASN.1 (WebAuthn Level 3, section 6.5.6).
  func isValid(_ signature: Data, for message: Data) -> Bool {
    switch self {
    case .p256(let key):
      guard let signature = try? P256.Signing.ECDSASignature(derRepresentation: signature) else { return false }
      return key.isValidSignature(signature, for: message)
    case .ed25519(let key): return signature.count == 64 && key.isValidSignature(signature, for: message)
    }
  }

  private static let type = CBOR(1), algorithm = CBOR(3), curve = CBOR(-1), x = CBOR(-2), y = CBOR(-3)
  private static let octetPair = CBOR(1), ellipticCurve = CBOR(2)
  private static let curveP256 = CBOR(1), curveEd25519 = CBOR(6)

  private static func p256(_ map: CBOR) throws(PasskeyFault) -> P256.Signing.PublicKey {
    guard map.keyCount == 5, map[type] == ellipticCurve, map[curve] == curveP256, let x = map[x]?.bytes, let y = map[y]?.bytes,
      x.count == 32, y.count == 32, let key = try? P256.Signing.PublicKey(x963Representation: [0x04] + x + y)
    else { throw .unusableKey }
    return key
  }

  private static func ed25519(_ map: CBOR) throws(PasskeyFault) -> Curve25519.Signing.PublicKey {
    guard map.keyCount == 4, map[type] == octetPair, map[curve] == curveEd25519, let x = map[x]?.bytes, x.count == 32,
      !SmallOrderPoint.isOne(x), let key = try? Curve25519.Signing.PublicKey(rawRepresentation: x)
    else { throw .unusableKey }
    return key
  }
}
