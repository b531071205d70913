/// Why somebody did not come in through their agency's identity provider. For the server's log: it names no person and no secret.
public enum AgencyFault: Error, Sendable, Hashable, CustomStringConvertible {
  /// The provider did not answer, or not in time.
  case away(String)
  /// It answered something that does not belong there.
  case malformed(String)
  /// What it says of itself names another provider than the configuration does.
  case otherIssuer
  /// It does not offer what sign-in needs.
  case unsupported(String)
  /// The browser brings no attempt of its own, or one that is too old or was used already.
  case noAttempt
  /// The answer does not belong to the attempt that this browser made.
  case otherState
  /// The provider let nobody in; with its error code (RFC 6749, section 4.1.2.1), or `other`.
  case refused(String)
  /// The provider did not give a token for the code, with the status that it answered.
  case codeRefused(status: Int)
  case token(IDTokenFault)

  public var description: String {
    switch self {
    case .away(let what): "the identity provider is not to be reached: \(what)"
    case .malformed(let what): "the identity provider answered what does not belong there: \(what)"
    case .otherIssuer: "the identity provider calls itself something else than sign_in.agency.issuer; both must be the same to the letter"
    case .unsupported(let what): "the identity provider does not offer what is needed: \(what)"
    case .noAttempt: "no sign-in was begun in this browser within the last ten minutes, or it was finished already"
    case .otherState: "the answer belongs to another sign-in than the one this browser began"
    case .refused(let code): "the identity provider refused: \(code)"
    case .codeRefused(let status): "the identity provider gave no token for its code (status \(status)); are client_id and client_secret right?"
    case .token(let fault): "the ID token was refused: \(fault)"
    }
  }
}
