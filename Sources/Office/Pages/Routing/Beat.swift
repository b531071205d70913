import Enforcement
import Foundation
import Storage
import Traffic

/// The store as one person sees it: everything is asked within the area of their scope, so that what lies outside is not there.
///
/// Pages ask for cases, hits, notices, bodies and counts here and nowhere else; a test reads their sources for it.
struct Beat: Sendable {
  let area: Area
  private let store: Store

  init(_ area: Area, in store: Store) {
    self.area = area
    self.store = store
  }

  // MARK: Cases

  func `case`(_ id: CaseID) async throws -> Case? { try await store.case(id, within: area) }

  func cases(_ query: CaseQuery) async throws -> [Case] { try await store.cases(narrowed(query)) }

  func caseIDs(_ query: CaseQuery) async throws -> [CaseID] { try await store.caseIDs(narrowed(query)) }

  func count(_ query: CaseQuery) async throws -> Int { try await store.count(narrowed(query)) }

  private func narrowed(_ query: CaseQuery) -> CaseQuery {
    var query = query
    query.area = area
    return query
  }

  // MARK: Hits

  func hits(limit: Int, openOnly: Bool) throws -> [Hit] { try store.hits(limit: limit, openOnly: openOnly, within: area) }

  func hit(_ id: UUID) throws -> Hit? { try store.hit(id, within: area) }

  // MARK: Notices

  func notice(_ number: String) throws -> Notice? { try store.notice(number, within: area) }

  func notices(limit: Int, after: String?) throws -> [Notice] { try store.notices(limit: limit, after: after, within: area) }

  // MARK: Bodies that could not be read

  func unparsed(limit: Int) throws -> [UnparsedBody] { try store.unparsed(limit: limit, within: area) }

  func unparsed(_ id: UUID) throws -> UnparsedBody? { try store.unparsed(id, within: area) }

  func unparsedCount() throws -> Int { try store.unparsedCount(within: area) }

  // MARK: Counts

  func series(_ kinds: [StatisticKind], from: Date, to: Date, by grouping: StatisticCount.Grouping) throws -> [StatisticCount] {
    try store.series(kinds, from: from, to: to, by: grouping, within: area)
  }
}
