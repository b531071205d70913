import Foundation
import Sealing

/// One keyholder's part in one warrant.
struct WarrantErrand: Hashable, Sendable {
  let warrant: UUID
  let holder: HolderID
}

/// How long a keyholder is left in peace.
struct Pause: Sendable, Hashable {
  /// How often a request that waits for a judge is asked after.
  static let pending: TimeInterval = 3
  private static let first: TimeInterval = 2
  private static let longest: TimeInterval = 300

  /// How many times in a row it did not answer.
  private(set) var failures = 0
  private(set) var until = Date.distantPast

  /// It answered, and has not decided.
  mutating func wait(from now: Date) {
    failures = 0
    until = now + Self.pending
  }

  /// It did not answer: twice as long as the last time, up to five minutes.
  mutating func fail(at now: Date) {
    until = now + min(Self.longest, Self.first * Double(1 << min(failures, 10)))
    failures += 1
  }
}
