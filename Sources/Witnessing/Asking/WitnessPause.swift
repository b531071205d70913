import Foundation

/// How long a witness that gave no signature is left in peace: a second, then twice as long each time, up to five minutes, and never the same for
/// two servers, so that they do not come back in one instant.
struct WitnessPause: Sendable, Hashable {
  private static let first: TimeInterval = 1
  private static let longest: TimeInterval = 300

  /// How many times in a row there was none.
  private(set) var failures = 0
  private var failedAt = Date.distantPast
  private var until = Date.distantPast

  /// - Parameter random: from 0 to 1; where between half of the pause and the whole of it.
  mutating func fail(at now: Date, random: Double = .random(in: 0...1)) {
    failedAt = now
    until = now + min(Self.longest, Self.first * Double(1 << min(failures, 10))) * (0.5 + random / 2)
    failures += 1
  }

  mutating func reset() { self = Self() }

  /// A clock that was set back does not make it longer.
  func isOver(at now: Date) -> Bool { now >= until || now < failedAt }
}
