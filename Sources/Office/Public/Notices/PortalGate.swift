import Foundation
import WebReception

/// A measure to how often a notice may be asked for: by one visitor, and for one number. Guessing a code of 60 bits is hopeless anyway; this keeps
/// the guessing from being a load.
actor PortalGate {
  /// Visitors and numbers that are remembered; with more, all are forgotten at once, so that nobody fills the memory.
  private static let mostKept = 20_000

  /// Owned by this actor, as what follows.
  private var visitors: [String: TokenBucket] = [:]
  private var numbers: [String: TokenBucket] = [:]
  /// For all whom nobody can tell apart.
  private var everybody = TokenBucket(size: 120, refillSeconds: 0.5)

  /// - Returns: whether this visitor may ask for this number now.
  func admits(_ source: RequestSource, number: String, at now: Date) -> Bool {
    switch source {
    case .visitor(let address): guard Self.take(address, from: &visitors, TokenBucket(size: 10, refillSeconds: 6), at: now) else { return false }
    case .everybody: guard everybody.take(at: now) else { return false }
    }
    return Self.take(number, from: &numbers, TokenBucket(size: 10, refillSeconds: 30), at: now)
  }

  private static func take(_ key: String, from buckets: inout [String: TokenBucket], _ fresh: TokenBucket, at now: Date) -> Bool {
    if buckets.count >= mostKept, buckets[key] == nil { buckets.removeAll() }
    return buckets[key, default: fresh].take(at: now)
  }
}
