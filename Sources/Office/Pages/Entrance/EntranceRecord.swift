import Access
import Foundation
import Logging
import Sealing
import Storage
import WebReception

/// What the entrance leaves in the audit records: who came in and how, who left, and what was tried in vain (CJIS AU-2, ISO/IEC 27002 8.15).
struct EntranceRecord: Sendable {
  private let visit: Visit

  init(_ visit: Visit) { self.visit = visit }

  /// Enters that somebody is in, on the disk before they are.
  /// - Returns: The header that hands their session to the browser.
  func admit(_ person: Person, _ token: String, by way: Session.Way) async throws -> String {
    let parts = visit.office.parts
    // A session that the browser still holds is somebody's who has just left their chair.
    if let old = visit.office.cookie.token(in: visit.request) { try await parts.frontDoor.leave(old) }
    try await enter(.signIn, .session, of: person, detail: way.rawValue)
    parts.logger.info("signed in", metadata: ["person": "\(person.id)", "way": "\(way.rawValue)"])
    return visit.office.cookie.handing(out: token)
  }

  func enter(_ act: AuditRecord.Act, _ subject: AuditRecord.Subject, of person: Person, detail: String? = nil) async throws {
    try await visit.office.parts.store.enter(record(act, subject, .init(person), .done, detail))
  }

  /// Enters an attempt that failed. With many at once some are only counted, so that no stranger fills the records.
  /// - Parameter way: What was tried: `passkey`, `link`, `recovery`.
  func refused(_ way: String) async throws {
    guard let untold = await visit.office.failures.next(at: visit.now) else { return }
    visit.office.parts.logger.notice("sign-in refused", metadata: ["way": "\(way)", "more": "\(untold)"])
    let detail = untold == 0 ? way : "\(way); \(untold) more since the last record"
    try await visit.office.parts.store.enter(record(.signIn, .session, .stranger, .refused, detail))
  }

  private func record(
    _ act: AuditRecord.Act, _ subject: AuditRecord.Subject, _ actor: AuditRecord.Actor, _ outcome: AuditRecord.Outcome, _ detail: String?
  ) -> AuditRecord {
    let office = visit.office
    return AuditRecord(
      at: visit.now, zoneOffsetSeconds: office.surroundings.homeClock.zone.secondsFromGMT(for: visit.now), actor: actor,
      organisation: office.parts.configuration.sealing.installation.rawValue, act: act, subject: subject,
      reference: actor.person?.uuidString.lowercased(), outcome: outcome, detail: detail, source: visit.source)
  }
}
