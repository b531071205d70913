public import Foundation

/// What a provider says of itself (OpenID Connect Discovery 1.0, section 3).
public struct AgencyDirections: Sendable, Hashable {
  let authorization: URL
  let token: URL
  let keys: URL
  /// Whether its answers name it (RFC 9207).
  let namesItselfInAnswers: Bool

  /// Where a provider says it.
  /// - Returns: `nil` for an issuer that is no safe address, or one with a query or a fragment.
  static func address(of issuer: String) -> URL? {
    guard let address = URL(string: issuer), AgencyTerms.isSafe(address), address.query() == nil, address.fragment() == nil else { return nil }
    return URL(string: (issuer.hasSuffix("/") ? String(issuer.dropLast()) : issuer) + "/.well-known/openid-configuration")
  }

  /// - Parameter isPublic: whether this office has no secret to show.
  public init(json: Data, issuer: String, isPublic: Bool) throws(AgencyFault) {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    guard let document = try? decoder.decode(Document.self, from: json) else { throw .malformed("its description") }
    guard document.issuer == issuer else { throw .otherIssuer }
    authorization = try Self.endpoint(document.authorizationEndpoint, "authorization_endpoint")
    token = try Self.endpoint(document.tokenEndpoint, "token_endpoint")
    keys = try Self.endpoint(document.jwksUri, "jwks_uri")
    namesItselfInAnswers = document.authorizationResponseIssParameterSupported ?? false
    guard document.responseTypesSupported?.contains("code") != false else { throw .unsupported("the authorization code") }
    guard document.codeChallengeMethodsSupported?.contains("S256") != false else { throw .unsupported("PKCE with S256") }
    let method = isPublic ? "none" : "client_secret_basic"
    guard document.tokenEndpointAuthMethodsSupported?.contains(method) != false else { throw .unsupported(method) }
  }

  private static func endpoint(_ text: String, _ name: String) throws(AgencyFault) -> URL {
    guard let address = URL(string: text), AgencyTerms.isSafe(address), address.fragment() == nil else {
      throw .malformed("\(name) is no https address")
    }
    return address
  }

  /// Named as on the wire, there with `_` between the words.
  private struct Document: Decodable {
    var issuer: String
    var authorizationEndpoint: String
    var tokenEndpoint: String
    var jwksUri: String
    var responseTypesSupported: [String]?
    var codeChallengeMethodsSupported: [String]?
    var tokenEndpointAuthMethodsSupported: [String]?
    var authorizationResponseIssParameterSupported: Bool?
  }
}
