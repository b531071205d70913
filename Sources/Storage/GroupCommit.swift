import Dispatch
import Foundation
import GRDB
import Synchronization

/// Writes what concurrent callers bring in one transaction, so that many captures share one wait for the disk. Nobody is answered before the
/// commit; each write stands in a savepoint of its own, so that one that fails does not take the others with it.
final class GroupCommit: Sendable {
  /// How long the first caller waits for others to come along.
  private static let gathering = DispatchTimeInterval.microseconds(1500)
  /// The most callers in one transaction.
  private static let mostWrites = 256

  private struct Write: Sendable {
    var staged: [ObjectFolder.Staged]
    /// Does the work, and returns what answers the caller once it is durable.
    var perform: @Sendable (Database) throws -> @Sendable () -> Void
    var fail: @Sendable (any Error) -> Void
  }

  private struct Line {
    var waiting: [Write] = []
    var isRunning = false
  }

  private let pool: DatabasePool
  private let objects: ObjectFolder
  private let queue = DispatchQueue(label: "gantry.storage.commit")
  /// Owned by this type; guarded by its mutex.
  private let line = Mutex(Line())

  init(pool: DatabasePool, objects: ObjectFolder) {
    self.pool = pool
    self.objects = objects
  }

  /// Runs a write in the next shared transaction.
  /// - Parameter staged: Objects that the write names: they get their file names before the transaction, and are taken back where it fails.
  /// - Returns: What the write returned, once it is durable.
  func write<Value: Sendable>(
    naming staged: [ObjectFolder.Staged] = [], _ body: @escaping @Sendable (Database) throws -> Value
  ) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      enqueue(
        Write(
          staged: staged,
          perform: { db in
            let value = try body(db)
            return { continuation.resume(returning: value) }
          },
          fail: { continuation.resume(throwing: StorageFault(cause: $0)) }))
    }
  }

  private func enqueue(_ write: Write) {
    let isFirst = line.withLock { line in
      line.waiting.append(write)
      defer { line.isRunning = true }
      return !line.isRunning
    }
    if isFirst { queue.asyncAfter(deadline: .now() + Self.gathering) { self.run() } }
  }

  /// Runs on the queue until nobody waits; those who came during a commit go into the next one at once.
  private func run() {
    while let group = nextGroup() { commit(group) }
  }

  private func nextGroup() -> [Write]? {
    line.withLock { line in
      guard !line.waiting.isEmpty else {
        line.isRunning = false
        return nil
      }
      let group = Array(line.waiting.prefix(Self.mostWrites))
      line.waiting.removeFirst(group.count)
      return group
    }
  }

  private func commit(_ group: [Write]) {
    var answers: [@Sendable () -> Void] = []
    var failures: [(write: Write, error: any Error)] = []
    do {
      try objects.publish(group.flatMap(\.staged))
      try pool.write { db in
        for write in group {
          do {
            answers.append(try perform(write, in: db))
          } catch where db.isInsideTransaction {
            failures.append((write, error))
          }
        }
      }
    } catch {
      // Nothing of the group is in the database: a full disk, or a failing one.
      objects.discard(group.flatMap(\.staged))
      for write in group { write.fail(error) }
      return
    }
    for answer in answers { answer() }
    for failure in failures {
      objects.discard(failure.write.staged)
      failure.write.fail(failure.error)
    }
  }

  private func perform(_ write: Write, in db: Database) throws -> @Sendable () -> Void {
    var answer: (@Sendable () -> Void)?
    try db.inSavepoint {
      answer = try write.perform(db)
      return .commit
    }
    guard let answer else { throw StorageFault.failed("a write was not carried out.") }
    return answer
  }
}
