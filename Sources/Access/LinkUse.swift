/// What a one-time link is good for.
public enum LinkUse: String, Sendable, CaseIterable {
  /// Its person makes a passkey with it; only that opens a session.
  case enrol
  /// It opens a session by itself: for trials and tests on one machine.
  case enter
}
