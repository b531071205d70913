import Enforcement
import Foundation
import Storage
import Traffic

/// The cases that a filter holds, in the order in which they are worked through.
struct CaseQueue: Sendable {
  /// The longest queue that is paged through. Beyond it a filter has to be narrowed; nobody works through ten thousand cases in one sitting.
  private static let longest = 10_000
  static let pageLength = 50

  let ids: [CaseID]
  private let beat: Beat

  init(_ filter: QueueFilter, for reviewer: Reviewer, clock: SiteClock, on beat: Beat) async throws {
    self.beat = beat
    guard let query = filter.caseQuery(for: reviewer, clock: clock, limit: Self.longest) else {
      ids = []
      return
    }
    ids = try await beat.caseIDs(query)
  }

  func position(of id: CaseID) -> QueuePosition { QueuePosition(of: id, in: ids) }

  /// One page of the queue.
  /// - Parameter after: the last case of the page before; the first page where it is `nil` or has left the queue.
  func slice(after: CaseID?, filter: QueueFilter) async throws -> QueuePage.Slice {
    let start = after.flatMap { ids.firstIndex(of: $0) }.map { $0 + 1 } ?? 0
    let end = min(start + Self.pageLength, ids.count)
    var cases: [Case] = []
    for id in ids[start..<end] {
      // Gone since the list was made: the next look will not list it.
      if let file = try await beat.case(id) { cases.append(file) }
    }
    let base = "/queue?\(filter.query)"
    let previousEnd = start - Self.pageLength - 1
    return QueuePage.Slice(
      cases: cases, total: ids.count, before: start,
      previousHref: start == 0 ? nil : previousEnd < 0 ? base : "\(base)&after=\(ids[previousEnd])",
      nextHref: end < ids.count ? "\(base)&after=\(ids[end - 1])" : nil)
  }
}
