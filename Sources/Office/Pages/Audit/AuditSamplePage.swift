import Foundation
import Storage

/// Records of a week that were drawn by lot, each with what an auditor made of it.
struct AuditSamplePage: Sendable {
  var weekName: String
  var spanLabel: String
  var isOver: Bool
  var beforeHref: String
  var openLabel: String
  var hasRows: Bool
  var rows: [Row]

  struct Row: Sendable {
    var row: AuditRow
    var sequence: String
    /// What was searched by, on one line.
    var queryLabel: String?
    var assessment: AuditRecordPage.Assessment?
  }

  init(_ drawn: [(entry: AuditEntry, assessment: AuditAssessment?)], week: AuditWeek, isOver: Bool, before: AuditWeek, clock: SiteClock) {
    weekName = week.name
    spanLabel = "\(clock.shortDay(week.from)) – \(clock.day(week.to.addingTimeInterval(-1)))"
    self.isOver = isOver
    beforeHref = "/audit/sample?week=\(before.name)"
    let open = drawn.count { $0.assessment == nil }
    openLabel = open == 0 ? "all assessed" : "\(Wording.count(open)) to assess"
    rows = drawn.map { entry, assessment in
      let query = entry.record.query.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: "; ")
      return Row(
        row: AuditRow(entry, clock: clock), sequence: String(entry.sequence), queryLabel: query.isEmpty ? nil : query,
        assessment: assessment.map { AuditRecordPage.Assessment($0, clock: clock) })
    }
    hasRows = !rows.isEmpty
  }
}
