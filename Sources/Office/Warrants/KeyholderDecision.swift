public import Keyholding

/// What a keyholder decided on a request.
public enum KeyholderDecision: Sendable, Hashable {
  case pending
  case granted(TokenAnswer)
  /// Says why.
  case refused(String)
  /// It does not know the request: it was never handed in, or was forgotten.
  case unknown
}
