package import Foundation

/// So many at once, and one more every so often.
package struct TokenBucket: Sendable {
  private let size: Double
  private let refillSeconds: TimeInterval
  private var level: Double
  private var filledAt: Date?

  /// - Parameter refillSeconds: after how long there is one more.
  package init(size: Int, refillSeconds: TimeInterval) {
    self.size = Double(size)
    self.refillSeconds = refillSeconds
    level = Double(size)
  }

  /// - Returns: whether there was one left.
  package mutating func take(at now: Date) -> Bool {
    if let filledAt, now > filledAt { level = min(size, level + now.timeIntervalSince(filledAt) / refillSeconds) }
    filledAt = max(filledAt ?? now, now)
    guard level >= 1 else { return false }
    level -= 1
    return true
  }

  /// Puts one back that was taken for nothing.
  package mutating func giveBack() { level = min(size, level + 1) }
  /// How long it takes until there is one again, reckoned from the last attempt.
  package var secondsToNext: TimeInterval { max(0, 1 - level) * refillSeconds }
}
