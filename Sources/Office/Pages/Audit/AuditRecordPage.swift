import Foundation
import Storage
import Traffic
import TransparencyLog

/// One audit record, with what binds it to the public log.
struct AuditRecordPage: Sendable {
  var row: AuditRow
  var timeText: String
  var organisation: String
  var unit: String?
  var purpose: String
  var source: String
  /// The approval with which it was confirmed, by its ID and SHA-256.
  var approval: String?
  var hasQuery: Bool
  var query: [Field]
  var number: String
  var commitment: String
  var opening: String
  /// The record as it was committed to.
  var canonical: String
  var proof: Proof
  var assessment: Assessment?

  struct Field: Sendable {
    var fieldName: String
    var fieldValue: String
  }

  struct Proof: Sendable {
    var text: String
    var tone: String
    /// Where the proof can be had as a file.
    var href: String?
  }

  struct Assessment: Sendable {
    var verdictLabel: String
    var verdictTone: String
    var note: String?
    var by: String
    var atLabel: String

    init(_ assessment: AuditAssessment, clock: SiteClock) {
      verdictLabel = assessment.verdict.label
      verdictTone = assessment.verdict.tone
      note = assessment.note
      by = assessment.by
      atLabel = "\(clock.day(assessment.at)), \(clock.minute(assessment.at))"
    }
  }

  init(_ entry: AuditEntry, proof: AuditProof, assessment: AuditAssessment?, clock: SiteClock) {
    let record = entry.record
    row = AuditRow(entry, clock: clock)
    timeText = record.timeText
    organisation = record.organisation
    unit = record.actor.unit.isEmpty ? nil : record.actor.unit
    purpose = record.purpose.rawValue
    source = record.source
    approval = record.approval.map { "\($0.id.uuidString.lowercased()), SHA-256 \($0.hash.hex)" }
    query = record.query.sorted { $0.key < $1.key }.map { Field(fieldName: $0.key, fieldValue: $0.value) }
    hasQuery = !query.isEmpty
    number = String(entry.number)
    commitment = entry.commitment.base64EncodedString()
    opening = entry.opening.base64EncodedString()
    canonical = String(decoding: entry.bytes, as: UTF8.self)
    self.proof = Proof(proof, of: entry)
    self.assessment = assessment.map { Assessment($0, clock: clock) }
  }
}

extension AuditRecordPage.Proof {
  init(_ proof: AuditProof, of entry: AuditEntry) {
    switch proof {
    case .waiting:
      text = "On its way into the public log. It is there within a second unless the log cannot be written; load the page again."
      tone = "warn"
    case .included(let place, let size, _):
      text = """
        Entry \(Wording.count(place.index)) of the log's shard \(place.shard). Its inclusion in the signed tree of \(Wording.count(size)) entries is verified.
        """
      tone = "good"
      href = "/audit/\(entry.sequence)/proof"
    case .broken(let what):
      text = what
      tone = "bad"
    }
  }
}
