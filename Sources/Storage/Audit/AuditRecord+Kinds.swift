extension AuditRecord {
  /// What was done with data, in the words of Directive (EU) 2016/680, Article 25 (1); and who came and left (CJIS AU-2, ISO/IEC 27002 8.15).
  public enum Act: String, Sendable, CaseIterable, Hashable {
    case collection, alteration, consultation, disclosure, combination, erasure
    case signIn = "sign-in"
    case signOut = "sign-out"
  }

  /// What kind of thing it was done with.
  public enum Subject: String, Sendable, CaseIterable, Hashable {
    case queue
    case caseFile = "case"
    case pictures, original, notices, notice, hits, hit, live, warrants, warrant
    case passes
    case approvalKey = "approval-key"
    case unparsedBodies = "unparsed-bodies"
    case unparsedBody = "unparsed-body"
    case people, person
    case signInLink = "sign-in-link"
    /// Somebody's being here, from sign-in to sign-out.
    case session
    case passkey
    /// A recovery password with its authenticator app.
    case recovery
    case site, camera
    case cameraPicture = "camera-picture"
    case hotlist, registry, audit
    case auditReview = "audit-review"
    /// A page that shows nobody's data, to which somebody was refused.
    case page

    /// What such a thing is looked at for.
    public var purpose: Purpose {
      switch self {
      case .queue, .caseFile, .pictures, .original, .notices, .notice, .unparsedBodies, .unparsedBody: .enforcement
      case .hits, .hit, .live: .alert
      case .warrants, .warrant, .passes, .approvalKey: .investigation
      case .people, .person, .signInLink, .session, .passkey, .recovery, .site, .camera, .cameraPicture, .hotlist, .registry, .page: .administration
      case .audit, .auditReview: .oversight
      }
    }
  }

  /// What it was for, by the work that it belongs to.
  public enum Purpose: String, Sendable, CaseIterable, Hashable {
    /// Violations, from review to notice.
    case enforcement
    /// Vehicles that a list names.
    case alert
    /// Warrants and what they open.
    case investigation
    case administration
    /// The review of audit records.
    case oversight
  }

  /// What came of it.
  public enum Outcome: String, Sendable, CaseIterable, Hashable {
    case done
    /// The person may not, or what a search needs was missing.
    case refused
    /// It was not there, or not possible.
    case failed
  }
}
