import Foundation
import Storage

/// A record as a row of a list.
struct AuditRow: Sendable {
  var sequence: String
  var href: String
  var timeISO: String
  var timeLabel: String
  var dayLabel: String
  var name: String
  var rolesLabel: String
  var actLabel: String
  var subjectLabel: String
  var reference: String?
  var offence: String?
  var caseNumber: String?
  var outcomeLabel: String
  var outcomeTone: String

  init(_ entry: AuditEntry, clock: SiteClock) {
    let record = entry.record
    sequence = Wording.count(entry.sequence)
    href = "/audit/\(entry.sequence)"
    timeISO = SiteClock.iso(record.at)
    timeLabel = clock.time(record.at)
    dayLabel = clock.shortDay(record.at)
    name = record.actor.name
    rolesLabel = (record.actor.roles + (record.actor.unit.isEmpty ? [] : [record.actor.unit])).joined(separator: ", ")
    actLabel = record.act.label
    subjectLabel = record.subject.label
    reference = [record.reference, record.detail].compactMap(\.self).joined(separator: " · ")
    if reference?.isEmpty == true { reference = nil }
    offence = record.offence
    caseNumber = record.caseNumber
    outcomeLabel = record.outcome.label
    outcomeTone = record.outcome.tone
  }
}
