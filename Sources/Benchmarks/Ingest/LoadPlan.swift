/// How a server is put under load: by how many senders, how fast, and for how long.
struct LoadPlan: Hashable, Sendable {
  /// When the next request is sent.
  enum Pace: Hashable, Sendable {
    /// Each connection sends again as soon as it was answered: shows how much the server can take.
    case asFastAsAnswered
    /// So many a second over all connections, whether the server keeps up or not, as vehicles pass whether the server keeps up or not. What is
    /// due while no connection is free waits, and its waiting counts as latency: that is what corrects for coordinated omission.
    case requestsPerSecond(Double)
  }

  var pace: Pace
  /// How long requests are sent. The last of them are waited for, but no longer than ``patienceSeconds``.
  var seconds: Double
  /// Each with one request at a time.
  var connections: Int

  /// How long after the end answers are waited for that are still missing.
  static let patienceSeconds = 10.0

  /// How many requests are due in all; `nil` where only time ends it.
  var requests: Int? {
    guard case .requestsPerSecond(let rate) = pace else { return nil }
    return Int((rate * seconds).rounded())
  }
}
