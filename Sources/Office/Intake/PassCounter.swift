import Foundation
import Storage
import Synchronization
import Traffic

/// Counts what is sealed at once, and writes it down a second later: nothing but numbers is lost with a crash.
final class PassCounter: Sendable {
  /// Owned by this type; guarded by its lock.
  private let tally = Mutex(PassTally())

  func add(_ pass: Pass) { tally.withLock { $0.add(pass) } }
  func addRepeat(from camera: CameraID, at instant: Date) { tally.withLock { $0.addRepeat(from: camera, at: instant) } }

  /// Writes down what was counted. Where that fails the numbers are kept for the next time.
  func write(to store: Store) async throws {
    let counted = tally.withLock { tally in
      defer { tally = PassTally() }
      return tally
    }
    guard !counted.isEmpty else { return }
    do {
      try await store.count(counted)
    } catch {
      tally.withLock { $0.add(counted) }
      throw error
    }
  }
}
