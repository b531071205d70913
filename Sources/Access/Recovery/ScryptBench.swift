import Foundation
import Synchronization

/// Where passwords are hashed: two at once, because each takes 128 MiB and one core for a while, and on threads of their own, so that nothing else
/// waits for them. Who comes when many wait already is sent away.
final class ScryptBench: Sendable {
  private static let atOnce = 2
  private static let mostWaiting = 16

  private let queue: OperationQueue
  /// How many hashes are being made or wait for it; guarded by its mutex.
  private let count = Mutex(0)

  init() {
    queue = OperationQueue()
    queue.maxConcurrentOperationCount = Self.atOnce
  }

  /// Does the work when its turn comes.
  /// - Throws: ``RecoveryFault/busy``, or what the work throws.
  func run<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
    let isTaken = count.withLock { count in
      guard count < Self.mostWaiting else { return false }
      count += 1
      return true
    }
    guard isTaken else { throw RecoveryFault.busy }
    defer { count.withLock { $0 -= 1 } }
    return try await withCheckedThrowingContinuation { continuation in
      queue.addOperation { continuation.resume(with: Result { try work() }) }
    }
  }
}
