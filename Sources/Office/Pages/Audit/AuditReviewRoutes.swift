import Access
import Foundation
import HTTPTypes
import Hummingbird
import Storage
import WebReception

/// What auditors do with the records: they assess some that were drawn by lot, and sign each week off.
struct AuditReviewRoutes: Sendable {
  static let sampleSize = 10
  private static let weeksShown = 12
  private static let longestNote = 500

  var routes: [Route] {
    [
      .get("/audit/sample", .needs(.readAudit), .look(.audit)) { visit in try await sample(visit) },
      .post("/audit/{id}/assess", .needs(.readAudit), .change(.auditReview)) { visit in try await assess(visit) },
      .get("/audit/weeks", .needs(.readAudit), .look(.auditReview)) { visit in try await weeks(visit) },
      .post("/audit/weeks/{id}/sign", .needs(.readAudit), .change(.auditReview)) { visit in try await sign(visit) },
    ]
  }

  private func sample(_ visit: Visit) async throws -> Response {
    let store = visit.office.parts.store
    let clock = visit.office.surroundings.homeClock
    let week = try visit.query["week"].map { try Self.week($0, visit) } ?? AuditWeek(containing: visit.now, zone: clock.zone)
    let drawn = try store.auditSample(from: week.from, to: week.to, count: Self.sampleSize)
    let model = AuditSamplePage(
      try drawn.map { ($0, try store.assessment(of: $0.sequence)) }, week: week, isOver: week.to <= visit.now, before: week.before(zone: clock.zone),
      clock: clock)
    return try await visit.office.page(.auditSample, model, title: "Sample of \(week.name)", at: .audit, for: visit)
  }

  private func assess(_ visit: Visit) async throws -> Response {
    let form = try await visit.form()
    guard let verdict = form["verdict"].flatMap(AuditAssessment.Verdict.init(rawValue:)) else {
      throw PageFault.badForm("Please choose: justified, not justified or unclear.")
    }
    let note = try Self.note(in: form["note"])
    guard verdict == .justified || note != nil else { throw PageFault.badForm("Please say why, where a look is not justified or unclear.") }
    let entry = try AuditRoutes.entry(visit)
    let person = try visit.person
    guard entry.record.actor.person != person.id else { throw PageFault.conflict("This is a record of yours. Another auditor has to assess it.") }
    visit.about(detail: "assessed as \(verdict.rawValue)")
    try visit.office.parts.store.assess(entry.sequence, AuditAssessment(verdict: verdict, note: note, by: person.name, at: visit.now))
    let zone = visit.office.surroundings.homeClock.zone
    let week = AuditWeek(containing: entry.record.at, zone: zone)
    return .redirect(to: "/audit/sample?week=\(week.name)&said=\(Said.recordAssessed.rawValue)")
  }

  private func weeks(_ visit: Visit) async throws -> Response {
    let store = visit.office.parts.store
    let zone = visit.office.surroundings.homeClock.zone
    var rows: [AuditWeeksPage.Row] = []
    var week = AuditWeek(containing: visit.now, zone: zone)
    let oldest = try store.oldestAudit() ?? visit.now
    while rows.isEmpty || (rows.count < Self.weeksShown && week.to > oldest) {
      rows.append(try row(of: week, store, visit))
      week = week.before(zone: zone)
    }
    return try await visit.office.page(.auditWeeks, AuditWeeksPage(rows: rows), title: "Weekly reviews", at: .audit, for: visit)
  }

  private func row(of week: AuditWeek, _ store: Store, _ visit: Visit) throws -> AuditWeeksPage.Row {
    let drawn = try store.auditSample(from: week.from, to: week.to, count: Self.sampleSize)
    let assessed = try drawn.count { try store.assessment(of: $0.sequence) != nil }
    return AuditWeeksPage.Row(
      week, records: try store.auditCount(AuditQuery(from: week.from, to: week.to)), refused: try Self.refused(in: week, store),
      sample: (assessed, drawn.count), review: try store.review(ofWeek: week.name), isOver: week.to <= visit.now,
      clock: visit.office.surroundings.homeClock)
  }

  private func sign(_ visit: Visit) async throws -> Response {
    let note = try Self.note(in: try await visit.form()["note"])
    let store = visit.office.parts.store
    let week = try Self.week(try visit.parameter("id", "week"), visit)
    guard week.to <= visit.now else { throw PageFault.conflict("The week \(week.name) is not over yet. Sign it off from Monday on.") }
    let drawn = try store.auditSample(from: week.from, to: week.to, count: Self.sampleSize)
    let open = try drawn.count { try store.assessment(of: $0.sequence) == nil }
    guard open == 0 else {
      throw PageFault.conflict("\(Wording.count(open, "record", "records")) of the sample of \(week.name) still wait for an assessment.")
    }
    let review = AuditWeekReview(
      records: try store.auditCount(AuditQuery(from: week.from, to: week.to)), refused: try Self.refused(in: week, store), note: note,
      by: try visit.person.name, at: visit.now)
    visit.about(detail: "signed off")
    try store.sign(week: week.name, review)
    return .redirect(to: "/audit/weeks?said=\(Said.weekSigned.rawValue)")
  }

  private static func refused(in week: AuditWeek, _ store: Store) throws -> Int {
    try store.auditCount(AuditQuery(outcome: .refused, from: week.from, to: week.to))
  }

  private static func week(_ name: String, _ visit: Visit) throws(PageFault) -> AuditWeek {
    guard let week = AuditWeek(name: name, zone: visit.office.surroundings.homeClock.zone) else {
      throw .badForm("“\(name.prefix(20))” is no week; write it as 2026-W47.")
    }
    return week
  }

  private static func note(in text: String?) throws(PageFault) -> String? {
    if let text, text.count > longestNote { throw .badForm("The note is too long; \(longestNote) characters are kept.") }
    return text
  }
}
