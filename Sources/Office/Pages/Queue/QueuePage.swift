import Access
import Enforcement
import Foundation
import Traffic

/// The list of cases.
struct QueuePage: Sendable {
  var total: String
  var totalLabel: String
  var isFiltered: Bool
  var resetHref = "/queue"
  var filters: Filters
  var hasRows: Bool
  var rows: [QueueRow]
  var previousHref: String?
  var nextHref: String?
  var rangeLabel: String

  struct Filters: Sendable {
    var kinds: [Choice]
    var states: [Choice]
    var sites: [Choice]
    var cameras: [Choice]
    var fromDay: String
    var toDay: String
    var isMine: Bool
  }

  /// One page of the list.
  struct Slice: Sendable {
    var cases: [Case]
    /// How many cases the filter holds in all.
    var total: Int
    /// How many of them stand before this page.
    var before: Int
    var previousHref: String?
    var nextHref: String?
  }

  init(_ slice: Slice, filter: QueueFilter, reviewer: Reviewer, surroundings: Surroundings, now: Date) {
    total = Wording.count(slice.total)
    totalLabel = Wording.count(slice.total, "case", "cases")
    isFiltered = filter.isFiltered
    filters = Filters(filter, surroundings: surroundings)
    rows = slice.cases.map { QueueRow($0, filter: filter, reviewer: reviewer, surroundings: surroundings, now: now) }
    hasRows = !rows.isEmpty
    previousHref = slice.previousHref
    nextHref = slice.nextHref
    rangeLabel = rows.isEmpty ? "0" : "\(Wording.count(slice.before + 1))–\(Wording.count(slice.before + rows.count)) of \(total)"
  }
}

extension QueuePage.Filters {
  /// The states worth a choice of their own; the others are found under “All”.
  private static let statesOffered: [CaseState] = [.queued, .secondReview, .thirdReview, .approved, .noticeIssued, .rejected]

  init(_ filter: QueueFilter, surroundings: Surroundings) {
    kinds = ViolationKind.allCases.map { Choice($0.rawValue, $0.label, isSelected: $0 == filter.kind) }
    var offered: [(QueueFilter.States, String)] = [(.open, "Open")]
    offered += Self.statesOffered.map { (.one($0), $0.waitingLabel) }
    if case .one(let state) = filter.states, !Self.statesOffered.contains(state) { offered.append((.one(state), state.waitingLabel)) }
    offered.append((.all, "All"))
    states = offered.map { Choice($0.0.text, $0.1, isSelected: $0.0 == filter.states) }
    sites = surroundings.sitesByName.map { Choice($0.id.rawValue, "\($0.district) · \($0.name)", isSelected: $0.id == filter.site) }
    cameras = surroundings.camerasByID
      .filter { filter.site == nil || $0.site == filter.site }
      .map { Choice($0.id.rawValue, $0.id.rawValue, isSelected: $0.id == filter.camera) }
    fromDay = filter.fromDay ?? ""
    toDay = filter.toDay ?? ""
    isMine = filter.isMine
  }
}
