extension Table {
  /// How a rotation of the server's keys treats its rows. Whoever adds a table says it here.
  var resealed: ResealedTable {
    switch self {
    case .sites, .cameras: .named(self, by: "id")
    case .cameraStreams, .cameraTerms: .named(self, by: "camera")
    case .hotlist: .hotlist
    case .registry: .registry
    case .people: .personal(self, by: "id")
    case .inbox, .unparsed, .warrants, .warrantLog, .audit, .passkeys, .approvals: .numbered(self)
    case .receipts: .receipts
    case .cases: .cases
    case .hits: .hits
    case .notices: .notices
    case .warrantPapers: .warrantPapers
    case .approvalKeys, .recovery: .personal(self, by: "person")
    case .sessions: .personal(self, by: "hash")
    case .auditAssessments: .auditAssessments
    case .auditWeeks: .named(self, by: "week")
    case .agencySubjects: .agencySubjects
    }
  }
}
