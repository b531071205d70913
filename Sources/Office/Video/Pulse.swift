import Foundation
import Synchronization

/// The frames of one connection as signs of life: the first is told at once, then one now and then, so that a camera past which nobody drives
/// does not look dead.
final class Pulse: Sendable {
  private static let tellEvery: TimeInterval = 30

  private struct Beats {
    var first: Date?
    var last: Date?
    var toldAt: Date?
  }

  /// Guarded by the mutex.
  private let beats = Mutex(Beats())
  private let tell: @Sendable (Date) async -> Void

  /// - Parameter tell: told when frames arrive, at most twice a minute.
  init(tell: @escaping @Sendable (Date) async -> Void) { self.tell = tell }

  /// For how long frames have come.
  var age: Duration {
    beats.withLock { beats in
      guard let first = beats.first, let last = beats.last else { return .zero }
      return .seconds(last.timeIntervalSince(first))
    }
  }

  func beat(at instant: Date) async {
    let isDue = beats.withLock { beats in
      beats.first = beats.first ?? instant
      beats.last = instant
      if let toldAt = beats.toldAt, instant.timeIntervalSince(toldAt) < Self.tellEvery { return false }
      beats.toldAt = instant
      return true
    }
    if isDue { await tell(instant) }
  }
}
