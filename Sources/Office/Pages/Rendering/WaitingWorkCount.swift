import Foundation
import Storage
import Traffic

/// Counts the waiting work of each area, at most once a second however many pages ask.
actor WaitingWorkCount {
  /// Areas that are remembered; with more, all are counted anew.
  private static let mostAreas = 64
  private static let freshFor: Duration = .seconds(1)

  private let store: Store
  private var latest: [Area: (work: WaitingWork, at: ContinuousClock.Instant)] = [:]

  init(store: Store) { self.store = store }

  /// Counts anew with the next question, because somebody has just done some of the work.
  func forget() { latest.removeAll() }

  func current(within area: Area) async throws -> WaitingWork {
    if let latest = latest[area], latest.at.duration(to: .now) < Self.freshFor { return latest.work }
    let states = try await store.countsByState(within: area)
    let work = WaitingWork(
      cases: CaseState.underReview.reduce(0) { $0 + (states[$1] ?? 0) }, openHits: try store.openHitCount(within: area),
      unparsed: try store.unparsedCount(within: area))
    if latest.count >= Self.mostAreas { latest.removeAll() }
    latest[area] = (work, .now)
    return work
  }
}
