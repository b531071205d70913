/// What a route asks of those who use it. There is no route without one.
enum Gate: Sendable, Hashable {
  /// Anyone: the entrance, static files, the health check.
  case open
  /// Whoever signed in with the passphrase.
  case judge
  /// A program: the server whose passes the keys are for, or somebody who compares. Never a page of another site.
  case program
}
