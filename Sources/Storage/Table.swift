/// The tables whose rows have encrypted bodies.
enum Table: String, Sendable, CaseIterable {
  case sites, cameras, cameraStreams = "camera_streams", cameraTerms = "camera_terms", hotlist, registry, people
  case inbox, receipts, cases, notices, hits, unparsed
  case warrants, warrantPapers = "warrant_papers", warrantLog = "warrant_log", approvalKeys = "approval_keys"
  case audit, auditAssessments = "audit_assessments", auditWeeks = "audit_weeks"
  case passkeys, approvals, recovery, sessions
  case agencySubjects = "agency_subjects"
}
