import Foundation

/// What an ID token says (OpenID Connect Core 1.0, section 2).
struct IDTokenClaims: Decodable, Sendable {
  var issuer: String
  var subject: String
  var audience: [String]
  var authorizedParty: String?
  var expiresAt: Date
  var issuedAt: Date
  var notBefore: Date?
  var authenticatedAt: Date?
  var nonce: String?
  /// The class of the authentication as a whole (`acr`).
  var assurance: String?
  /// Its methods (`amr`, RFC 8176).
  var methods: [String]

  init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    func date(_ key: CodingKeys) throws -> Date? { try fields.decodeIfPresent(Double.self, forKey: key).map(Date.init(timeIntervalSince1970:)) }
    func needed(_ key: CodingKeys) throws -> Date { Date(timeIntervalSince1970: try fields.decode(Double.self, forKey: key)) }
    issuer = try fields.decode(String.self, forKey: .iss)
    subject = try fields.decode(String.self, forKey: .sub)
    // One audience may stand there without a list.
    audience = try (try? [fields.decode(String.self, forKey: .aud)]) ?? fields.decode([String].self, forKey: .aud)
    authorizedParty = try fields.decodeIfPresent(String.self, forKey: .azp)
    expiresAt = try needed(.exp)
    issuedAt = try needed(.iat)
    notBefore = try date(.nbf)
    authenticatedAt = try date(.authTime)
    nonce = try fields.decodeIfPresent(String.self, forKey: .nonce)
    assurance = try fields.decodeIfPresent(String.self, forKey: .acr)
    methods = try fields.decodeIfPresent([String].self, forKey: .amr) ?? []
  }

  private enum CodingKeys: String, CodingKey {
    case iss, sub, aud, azp, exp, iat, nbf, authTime = "auth_time", nonce, acr, amr
  }
}
