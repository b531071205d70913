import Enforcement
import Foundation
import Traffic

/// The list of notices, newest first.
struct NoticesPage: Sendable {
  var totalLabel: String
  var hasRows: Bool
  var previousHref: String?
  var nextHref: String?
  var rangeLabel: String
  var rows: [Row]

  struct Row: Sendable {
    var href: String
    var number: String
    var plateText: String
    var kind: String
    var kindLabel: String
    var caseNumber: String
    var caseHref: String
    var siteName: String
    var capturedLabel: String
    var issuedLabel: String
    var dueLabel: String
    var isOverdue: Bool
    var amountLabel: String
    var state: String
    var stateLabel: String
  }

  /// - Parameters:
  ///   - notices: one page of them, each with the state of its case.
  ///   - before: how many newer ones stand before this page.
  init(_ notices: [(notice: Notice, state: CaseState)], before: Int, total: Int, previousHref: String?, nextHref: String?, now: Date) {
    totalLabel = Wording.count(total, "notice", "notices")
    rows = notices.map { Row($0.notice, state: $0.state, now: now) }
    hasRows = !rows.isEmpty
    self.previousHref = previousHref
    self.nextHref = nextHref
    rangeLabel = rows.isEmpty ? "0" : "\(Wording.count(before + 1))–\(Wording.count(before + rows.count)) of \(Wording.count(total))"
  }
}

extension NoticesPage.Row {
  /// States in which the penalty has been dealt with, so that a due date that has passed means nothing.
  private static let settled: Set<CaseState> = [.paid, .contested, .hearing, .dismissed, .closed, .void, .expired]

  init(_ notice: Notice, state: CaseState, now: Date) {
    let clock = SiteClock(identifier: notice.timeZone)
    href = "/notices/\(notice.number)"
    number = notice.number
    plateText = notice.plate.grouped
    kind = notice.violation.kind.rawValue
    kindLabel = notice.violation.kind.label
    caseNumber = notice.caseNumber
    caseHref = "/cases/\(notice.caseID)"
    siteName = notice.siteName
    capturedLabel = "\(clock.shortDay(notice.capturedAt)), \(clock.minute(notice.capturedAt))"
    issuedLabel = "\(clock.shortDay(notice.issuedAt)), \(clock.minute(notice.issuedAt))"
    dueLabel = clock.day(notice.dueAt)
    isOverdue = notice.dueAt < now && !Self.settled.contains(state)
    amountLabel = Wording.amount(notice.violation.amount, notice.violation.currency)
    self.state = state.rawValue
    stateLabel = state == .noticeIssued ? "Issued" : state.stageLabel
  }
}
