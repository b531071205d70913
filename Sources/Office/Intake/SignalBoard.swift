import Enforcement
import Foundation
import Traffic

/// The recent phases of every site's signals, in memory only: a phase log is evidence once a case holds the state it shows, and noise before.
actor SignalBoard {
  private var logs: [SiteID: SignalLog] = [:]

  func append(_ phases: [SignalState], at site: SiteID) {
    for phase in phases { logs[site, default: SignalLog()].append(phase) }
  }

  func log(of site: SiteID) -> SignalLog? { logs[site] }
}
