import Foundation
import Synchronization

/// Passes whose callers wait until they are durable, in the order in which they came.
final class WaitingPasses: Sendable {
  struct Waiting: Sendable {
    var frame: PassFrame
    var answer: @Sendable (Result<Void, any Error>) -> Void
  }

  private struct Line {
    var waiting: [Waiting] = []
    var isServed = false
  }

  /// The most passes that are written together, and the most of their bytes.
  static let mostAtOnce = 1024
  private static let mostBytesAtOnce = 16 << 20

  /// Owned by this type; guarded by its mutex.
  private let line = Mutex(Line())

  /// - Returns: Whether nobody serves the line, which the caller has to see to then.
  func add(_ waiting: Waiting) -> Bool {
    line.withLock { line in
      line.waiting.append(waiting)
      defer { line.isServed = true }
      return !line.isServed
    }
  }

  /// Takes those who come first out of the line.
  func nextGroup() -> [Waiting] {
    line.withLock { line in
      var (count, bytes) = (0, 0)
      while count < min(line.waiting.count, Self.mostAtOnce), count == 0 || bytes < Self.mostBytesAtOnce {
        bytes += line.waiting[count].frame.bytes.count
        count += 1
      }
      let group = Array(line.waiting.prefix(count))
      line.waiting.removeFirst(count)
      return group
    }
  }

  /// Whether somebody waits still. If not, the next one to come finds the line unserved.
  func goesOn() -> Bool {
    line.withLock { line in
      line.isServed = !line.waiting.isEmpty
      return line.isServed
    }
  }
}
