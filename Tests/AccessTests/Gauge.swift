import Synchronization

/// A number that several threads count with.
final class Gauge: Sendable {
  /// Guarded by its mutex.
  private let value = Mutex(0)

  func add(_ number: Int) -> Int {
    value.withLock {
      $0 += number
      return $0
    }
  }

  func raise(to number: Int) { value.withLock { $0 = max($0, number) } }
}
