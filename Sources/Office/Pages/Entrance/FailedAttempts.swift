import Foundation
import WebReception

/// How many failed attempts to come in are written down: each of a few, and of a flood one a minute with how many it stands for. Each record is
/// told to the public log as well, which is for ever.
actor FailedAttempts {
  private static let atOnce = 20
  private static let refillSeconds: TimeInterval = 60

  /// Owned by this actor, as is what follows.
  private var bucket = TokenBucket(size: atOnce, refillSeconds: refillSeconds)
  private var untold = 0

  /// - Returns: How many attempts before this one were not written down; `nil` where this one is only counted.
  func next(at now: Date) -> Int? {
    guard bucket.take(at: now) else {
      untold += 1
      return nil
    }
    defer { untold = 0 }
    return untold
  }
}
