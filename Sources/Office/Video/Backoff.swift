/// How long to wait before a lost stream is tried again: twice as long each time, up to a minute, and never the same for two cameras, so that a
/// hundred of them behind one switch do not come back in one instant.
struct Backoff: Sendable {
  private static let first = Duration.seconds(1)
  private static let longest = Duration.seconds(60)

  private var current = Backoff.first

  /// The next wait: between half of the step and the whole of it.
  mutating func next(random: Double = Double.random(in: 0...1)) -> Duration {
    let step = current
    current = min(current * 2, Self.longest)
    return step * (0.5 + random / 2)
  }

  /// To be called once a stream has held for a while.
  mutating func reset() { current = Self.first }
}
