import JWTKit

/// How an ID token may be signed (RFC 7518, section 3.1; RFC 8037): with a key that the provider alone has. Neither `none` nor HMAC is here, so
/// that a token without a signature, or one "signed" with what everybody can read, is not even looked at.
enum IDTokenAlgorithm: String, Sendable, CaseIterable {
  case rs256 = "RS256", rs384 = "RS384", rs512 = "RS512"
  case ps256 = "PS256", ps384 = "PS384", ps512 = "PS512"
  case es256 = "ES256", es384 = "ES384", es512 = "ES512"
  case eddsa = "EdDSA"

  /// Whether a published key is one for this algorithm.
  func fits(_ key: JWK) -> Bool {
    guard key.algorithm == nil || key.algorithm?.rawValue == rawValue else { return false }
    return switch self {
    case .rs256, .rs384, .rs512, .ps256, .ps384, .ps512: key.keyType == .rsa
    case .es256: key.keyType == .ecdsa && key.curve == .ecdsa(.p256)
    case .es384: key.keyType == .ecdsa && key.curve == .ecdsa(.p384)
    case .es512: key.keyType == .ecdsa && key.curve == .ecdsa(.p521)
    case .eddsa: key.keyType == .octetKeyPair && key.curve == .eddsa(.ed25519)
    }
  }
}
