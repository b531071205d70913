import Access
import Foundation
import Storage

/// Audit records as tests need them.
enum AuditDesk {
  static let officer = Person(
    id: UUID(uuidString: "11111111-2222-4333-8444-555555555555")!, name: "Nodira Karimova", roles: [.officer, .supervisor], createdAt: Desk.noon,
    unit: "District 3")

  static func record(
    _ act: AuditRecord.Act = .consultation, _ subject: AuditRecord.Subject = .caseFile, by actor: AuditRecord.Actor = .init(officer),
    at instant: Date = Desk.noon, outcome: AuditRecord.Outcome = .done
  ) -> AuditRecord {
    var record = AuditRecord(
      at: instant, zoneOffsetSeconds: 5 * 3600, actor: actor, organisation: "tashkent-city", act: act, subject: subject,
      reference: "G-2026-000123", query: ["plates": "01A123BC"], outcome: outcome, source: "192.0.2.7")
    record.offence = "red-light"
    record.caseNumber = "G-2026-000123"
    return record
  }
}
