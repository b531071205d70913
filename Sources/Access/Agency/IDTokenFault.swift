/// Which check an ID token failed (OpenID Connect Core 1.0, section 3.1.3.7).
public enum IDTokenFault: Error, Sendable, Hashable, CustomStringConvertible {
  case malformed
  /// No asymmetric algorithm of those we know; `none` and HMAC are never taken.
  case algorithm
  /// It demands extensions (`crit`) that nobody here understands, or is a token of another kind.
  case otherKind
  /// No published key fits its `kid` and algorithm.
  case unknownKey
  case signature
  case issuer
  case audience
  case authorizedParty
  case expired
  /// `iat` or `nbf` lies ahead, or the token was made long before it arrived.
  case issuedAt
  case nonce
  /// `auth_time` is missing, ahead, or longer ago than we asked for.
  case authenticatedTooLongAgo
  /// Neither `acr` nor `amr` says that more than one factor was asked for.
  case assurance
  case subject

  public var description: String {
    switch self {
    case .malformed: "it is no signed token with the claims that belong into it"
    case .algorithm: "its algorithm is none of RS, PS or ES with SHA-2, or EdDSA"
    case .otherKind: "it is a token of another kind, or demands extensions"
    case .unknownKey: "the provider publishes no such key"
    case .signature: "its signature does not hold"
    case .issuer: "`iss` names another provider"
    case .audience: "`aud` is not this office alone"
    case .authorizedParty: "`azp` names another client"
    case .expired: "it has expired; do the clocks agree?"
    case .issuedAt: "it was not made just now; do the clocks agree?"
    case .nonce: "`nonce` is not that of this sign-in"
    case .authenticatedTooLongAgo: "`auth_time` is missing or too long ago"
    case .assurance: "neither `acr` nor `amr` holds one of sign_in.agency.assurance"
    case .subject: "`sub` is no name"
    }
  }
}
