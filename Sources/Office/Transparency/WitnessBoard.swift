import Foundation
import Synchronization
import Witnessing

/// How the public log stands with its witnesses, for the pages. Empty where no witness is asked.
final class WitnessBoard: Sendable {
  /// A log that waits for longer than that is somebody's business.
  private static let patience: TimeInterval = 120

  /// By the name of the log. Written by ``WitnessRounds`` alone; guarded by its mutex.
  private let standings = Mutex<[String: LogStanding]>([:])

  func show(_ standings: [String: LogStanding]) { self.standings.withLock { $0 = standings } }

  /// Whether a witness proved that the log has another face.
  var isForked: Bool { standings.withLock { $0.values.contains(.forked) } }

  /// Since when new entries have waited for signatures; `nil` where they do not, or not for long.
  func waitingSince(at now: Date) -> Date? {
    let starts = standings.withLock { $0.values.compactMap { if case .waiting(let since) = $0 { since } else { nil } } }
    return starts.min().flatMap { now.timeIntervalSince($0) > Self.patience ? $0 : nil }
  }
}
