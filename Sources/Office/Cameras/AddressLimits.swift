import Access
import Foundation
import Synchronization
import WebReception

/// So many tries from each address, and one more every so often. What was not heard of for a while is forgotten, and full again by then.
final class AddressLimits: Sendable {
  private struct Buckets {
    var present: [[UInt8]: TokenBucket] = [:]
    var previous: [[UInt8]: TokenBucket] = [:]
    var began: Date
  }

  /// Addresses that are remembered at a time.
  private static let most = 4096
  /// In version 6 a single customer has all addresses that begin with the same 64 bits.
  private static let prefixBytes = 8

  private let size: Int
  private let refillSeconds: TimeInterval
  /// Owned by this type; guarded by its lock.
  private let buckets: Mutex<Buckets>

  init(size: Int, refillSeconds: TimeInterval, now: Date) {
    self.size = size
    self.refillSeconds = refillSeconds
    buckets = Mutex(Buckets(began: now))
  }

  /// How many addresses are remembered.
  var count: Int { buckets.withLock { $0.present.count + $0.previous.count } }

  /// - Parameter source: all whose address is not known share one allowance.
  /// - Returns: whether one more try is within it.
  func take(from source: NetworkAddress?, at now: Date) -> Bool {
    let place = Array((source?.bytes ?? []).prefix(Self.prefixBytes))
    return buckets.withLock { buckets in
      if buckets.present.count >= Self.most || now.timeIntervalSince(buckets.began) > Double(size) * refillSeconds {
        buckets = Buckets(previous: buckets.present, began: now)
      }
      var bucket = buckets.present[place] ?? buckets.previous[place] ?? TokenBucket(size: size, refillSeconds: refillSeconds)
      defer { buckets.present[place] = bucket }
      return bucket.take(at: now)
    }
  }
}
