import Enforcement
import Foundation
import Synchronization
import Traffic

/// The recent phases of every site's signals, in memory only: a phase log is evidence once a case holds the state it shows, and noise before.
final class SignalBoard: Sendable {
  /// Owned by this type; guarded by its lock.
  private let logs = Mutex<[SiteID: SignalLog]>([:])

  func append(_ phases: [SignalState], at site: SiteID) {
    logs.withLock { logs in for phase in phases { logs[site, default: SignalLog()].append(phase) } }
  }

  func log(of site: SiteID) -> SignalLog? { logs.withLock { $0[site] } }
}
