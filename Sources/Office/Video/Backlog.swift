import Synchronization

/// How many sightings of one connection were made and not yet taken in. Each holds its pictures in memory, so there must not be many.
final class Backlog: Sendable {
  /// About as many vehicles as pass one camera in the time that a clip needs to be complete.
  static let most = 16
  private static let lookEvery = Duration.milliseconds(100)

  /// Guarded by the mutex.
  private let state = Mutex((waiting: 0, isClosed: false))

  var isFull: Bool { state.withLock { $0.waiting >= Self.most } }
  /// Whether the connection has ended, so that no more will come.
  var isClosed: Bool { state.withLock { $0.isClosed } }

  func add() { state.withLock { $0.waiting += 1 } }
  func remove() { state.withLock { $0.waiting -= 1 } }
  func close() { state.withLock { $0.isClosed = true } }

  /// - Throws: `CancellationError` where the watch ends meanwhile.
  func waitForRoom() async throws {
    while isFull { try await Task.sleep(for: Self.lookEvery) }
  }
}
