public import Foundation

/// What a person puts into their authenticator app, shown once. Recovery works only when they have typed the first code.
public struct RecoverySetup: Sendable {
  /// The secret in base32, 32 letters and digits.
  public let secret: String
  /// The same for apps: `otpauth://totp/…`.
  public let address: URL

  init?(_ totp: TOTP, for person: Person, at party: RelyingParty) {
    secret = totp.secret.base32
    var parts = URLComponents()
    parts.scheme = "otpauth"
    parts.host = "totp"
    parts.path = "/\(party.name):\(person.name)"
    parts.queryItems = [
      URLQueryItem(name: "secret", value: secret), URLQueryItem(name: "issuer", value: party.name), URLQueryItem(name: "algorithm", value: "SHA1"),
      URLQueryItem(name: "digits", value: String(TOTP.digits)), URLQueryItem(name: "period", value: String(TOTP.stepSeconds)),
    ]
    guard let url = parts.url else { return nil }
    address = url
  }
}
