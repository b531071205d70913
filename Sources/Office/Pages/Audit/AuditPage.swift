import Access
import Foundation
import Storage

/// The list of audit records, newest first.
struct AuditPage: Sendable {
  var totalLabel: String
  var isFiltered: Bool
  var filters: Filters
  var hasRows: Bool
  var rows: [AuditRow]
  /// Back to the newest; `nil` on the first page.
  var newestHref: String?
  var nextHref: String?
  var csvHref: String
  var jsonHref: String

  struct Filters: Sendable {
    var people: [Choice]
    var acts: [Choice]
    var subjects: [Choice]
    var outcomes: [Choice]
    var fromDay: String
    var toDay: String
  }

  /// - Parameters:
  ///   - entries: one page of them.
  ///   - isFirst: whether it is the newest page.
  ///   - hasMore: whether older ones follow.
  init(_ entries: [AuditEntry], total: Int, isFirst: Bool, hasMore: Bool, filter: AuditFilter, people: [Person], clock: SiteClock) {
    totalLabel = Wording.count(total, "record", "records")
    isFiltered = filter.isFiltered
    filters = Filters(filter, people: people)
    rows = entries.map { AuditRow($0, clock: clock) }
    hasRows = !rows.isEmpty
    let query = filter.query
    newestHref = isFirst ? nil : query.isEmpty ? "/audit" : "/audit?\(query)"
    nextHref = hasMore ? entries.last.map { "/audit?\(query.isEmpty ? "" : query + "&")after=\($0.sequence)" } : nil
    csvHref = "/audit/export?format=csv\(query.isEmpty ? "" : "&" + query)"
    jsonHref = "/audit/export?format=json\(query.isEmpty ? "" : "&" + query)"
  }
}

extension AuditPage.Filters {
  init(_ filter: AuditFilter, people: [Person]) {
    let everyone = people.map { ($0.id.uuidString.lowercased(), $0.name) } + [("console", "At the machine")]
    self.people = everyone.map { Choice($0.0, $0.1, isSelected: $0.0 == filter.whoText) }
    acts = AuditRecord.Act.allCases.map { Choice($0.rawValue, $0.label, isSelected: $0 == filter.act) }
    subjects = AuditRecord.Subject.allCases.map { Choice($0.rawValue, $0.label, isSelected: $0 == filter.subject) }
    outcomes = AuditRecord.Outcome.allCases.map { Choice($0.rawValue, $0.label, isSelected: $0 == filter.outcome) }
    fromDay = filter.fromDay ?? ""
    toDay = filter.toDay ?? ""
  }
}
