import Storage

extension AuditRecord.Act {
  var label: String {
    switch self {
    case .collection: "Collection"
    case .alteration: "Change"
    case .consultation: "Look"
    case .disclosure: "Disclosure"
    case .combination: "Search"
    case .erasure: "Erasure"
    case .signIn: "Sign-in"
    case .signOut: "Sign-out"
    }
  }
}

extension AuditRecord.Subject {
  var label: String {
    switch self {
    case .queue: "Review queue"
    case .caseFile: "Case"
    case .pictures: "Pictures"
    case .original: "Original"
    case .notices: "Notices"
    case .notice: "Notice"
    case .hits: "Hits"
    case .hit: "Hit"
    case .live: "Live view"
    case .warrants: "Warrants"
    case .warrant: "Warrant"
    case .passes: "Passes"
    case .approvalKey: "Approval key"
    case .unparsedBodies: "Unparsed bodies"
    case .unparsedBody: "Unparsed body"
    case .people: "People"
    case .person: "Person"
    case .signInLink: "Sign-in link"
    case .session: "Session"
    case .passkey: "Passkey"
    case .recovery: "Recovery"
    case .site: "Site"
    case .camera: "Camera"
    case .cameraPicture: "Picture of a camera"
    case .hotlist: "Hotlist"
    case .registry: "Registry"
    case .audit: "Audit records"
    case .auditReview: "Review of records"
    case .page: "Page"
    }
  }
}

extension AuditRecord.Outcome {
  var label: String {
    switch self {
    case .done: "Done"
    case .refused: "Refused"
    case .failed: "Not possible"
    }
  }

  /// The colour that says it.
  var tone: String {
    switch self {
    case .done: "good"
    case .refused: "bad"
    case .failed: "warn"
    }
  }
}

extension AuditAssessment.Verdict {
  var label: String {
    switch self {
    case .justified: "Justified"
    case .notJustified: "Not justified"
    case .unclear: "Unclear"
    }
  }

  var tone: String {
    switch self {
    case .justified: "good"
    case .notJustified: "bad"
    case .unclear: "warn"
    }
  }
}
