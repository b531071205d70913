/// With what a provider sends somebody back (RFC 6749, section 4.1.2; RFC 9207).
public struct AgencyAnswer: Sendable {
  var state: String?
  var code: String?
  var issuer: String?
  var error: String?

  public init(state: String?, code: String?, issuer: String?, error: String?) {
    self.state = state
    self.code = code
    self.issuer = issuer
    self.error = error
  }

  /// Those of RFC 6749, section 4.1.2.1, and OpenID Connect Core 1.0, section 3.1.2.6. Any other text could be anybody's.
  private static let knownErrors: Set = [
    "invalid_request", "unauthorized_client", "access_denied", "unsupported_response_type", "invalid_scope", "server_error",
    "temporarily_unavailable", "interaction_required", "login_required", "account_selection_required", "consent_required",
  ]

  /// Why the provider sent somebody back without a code; `nil` where it did not say so.
  var refusal: String? { error.map { Self.knownErrors.contains($0) ? $0 : "other" } }
}
