import Storage

/// What the use of a route leaves in the audit records. There is no route without one. Being refused at the gate is recorded whatever it says.
enum Trace: Sendable, Hashable {
  /// Shows nobody's data and changes nothing: the entrance, counts, cameras, static files.
  case nothing
  /// Every look.
  case look(AuditRecord.Subject)
  /// Looks that a page takes by the dozen, such as the views of a case's pictures: one record for each person, thing and five minutes.
  case glances(AuditRecord.Subject)
  /// Every act.
  case act(AuditRecord.Act, AuditRecord.Subject)
  /// A stream of events enters its own beginning and end, where it shows more than counts.
  case watch(AuditRecord.Subject)

  static func change(_ subject: AuditRecord.Subject) -> Trace { .act(.alteration, subject) }

  var act: AuditRecord.Act { if case .act(let act, _) = self { act } else { .consultation } }

  var subject: AuditRecord.Subject {
    switch self {
    case .nothing: .page
    case .look(let subject), .glances(let subject), .act(_, let subject), .watch(let subject): subject
    }
  }
}
