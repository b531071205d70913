import Foundation
import GRDB

/// What auditors did with the records.
extension Store {
  /// Keeps an assessment; a second one replaces the first, and the record of having made it stays.
  public func assess(_ sequence: Int, _ assessment: AuditAssessment) throws {
    try write { db in
      guard try Int.fetchOne(db, sql: "SELECT sequence FROM audit WHERE sequence = ?", arguments: [sequence]) != nil else {
        throw StorageFault.notFound("This audit record")
      }
      try db.execute(
        sql: "INSERT INTO audit_assessments (record, body) VALUES (?, ?) ON CONFLICT (record) DO UPDATE SET body = excluded.body",
        arguments: [sequence, try cipher.seal(assessment, .auditAssessments, Self.assessmentID(sequence))])
    }
  }

  public func assessment(of sequence: Int) throws -> AuditAssessment? {
    try read { db in
      try Data.fetchOne(db, sql: "SELECT body FROM audit_assessments WHERE record = ?", arguments: [sequence])
        .map { try cipher.open(AuditAssessment.self, $0, .auditAssessments, Self.assessmentID(sequence)) }
    }
  }

  /// Signs a week off, such as `2026-W47`.
  /// - Throws: ``StorageFault/changedMeanwhile(_:)`` where it was signed before.
  public func sign(week: String, _ review: AuditWeekReview) throws {
    try write { db in
      try db.execute(
        sql: "INSERT INTO audit_weeks (week, body) VALUES (?, ?) ON CONFLICT (week) DO NOTHING",
        arguments: [week, try cipher.seal(review, .auditWeeks, Data(week.utf8))])
      guard db.changesCount == 1 else { throw StorageFault.changedMeanwhile("The review of this week") }
    }
  }

  public func review(ofWeek week: String) throws -> AuditWeekReview? {
    try read { db in
      try Data.fetchOne(db, sql: "SELECT body FROM audit_weeks WHERE week = ?", arguments: [week])
        .map { try cipher.open(AuditWeekReview.self, $0, .auditWeeks, Data(week.utf8)) }
    }
  }

  static func assessmentID(_ sequence: Int) -> Data { Data(String(sequence).utf8) }
}
