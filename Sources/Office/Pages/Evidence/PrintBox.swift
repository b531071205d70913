import Foundation
import Synchronization

/// Views that were made a moment ago, in memory only, so that two people who look at a case do not decode its stills twice.
///
/// Owned by the darkroom. The mutex guards the box; it is held for a look-up or an insertion and never while a view is made.
final class PrintBox: Sendable {
  private struct Contents {
    var prints: [String: Data] = [:]
    /// Oldest first.
    var order: [String] = []
    var byteCount = 0
  }

  private let limitBytes: Int
  private let contents = Mutex(Contents())

  /// - Parameter limitBytes: the oldest views are thrown away beyond this.
  init(limitBytes: Int = 48 << 20) { self.limitBytes = limitBytes }

  func print(named name: String) -> Data? { contents.withLock { $0.prints[name] } }

  func keep(_ print: Data, named name: String) {
    contents.withLock { box in
      guard box.prints[name] == nil, print.count <= limitBytes else { return }
      box.prints[name] = print
      box.order.append(name)
      box.byteCount += print.count
      while box.byteCount > limitBytes, let oldest = box.order.first {
        box.order.removeFirst()
        box.byteCount -= box.prints.removeValue(forKey: oldest)?.count ?? 0
      }
    }
  }
}
