import Foundation
import Storage
import Traffic

/// Counts the waiting work, at most once a second however many pages ask.
actor WaitingWorkCount {
  private static let freshFor: Duration = .seconds(1)

  private let store: Store
  private var latest: (work: WaitingWork, at: ContinuousClock.Instant)?

  init(store: Store) { self.store = store }

  /// Counts anew with the next question, because somebody has just done some of the work.
  func forget() { latest = nil }

  func current() async throws -> WaitingWork {
    if let latest, latest.at.duration(to: .now) < Self.freshFor { return latest.work }
    let states = try await store.countsByState()
    let work = WaitingWork(
      cases: CaseState.underReview.reduce(0) { $0 + (states[$1] ?? 0) }, openHits: try store.openHitCount(), unparsed: try store.unparsedCount())
    latest = (work, .now)
    return work
  }
}
