import Access
import Foundation
import Synchronization
import WebReception

/// How much a camera may send, over all its connections.
final class CameraAllowance: Sendable {
  let terms: CameraTerms
  /// Owned by this type; guarded by its lock.
  private let bucket: Mutex<TokenBucket>

  init(_ terms: CameraTerms) {
    self.terms = terms
    bucket = Mutex(TokenBucket(size: terms.burst, refillSeconds: 1 / terms.perSecond))
  }

  /// - Returns: whether one more post is within what the camera may send.
  func take(at now: Date) -> Bool { bucket.withLock { $0.take(at: now) } }

  /// A post that was taken is counted by somebody else after all.
  func giveBack() { bucket.withLock { $0.giveBack() } }
}
