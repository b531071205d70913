/// The form for a new warrant.
struct WarrantFormPage: Sendable {
  var termsJSON: String
  var approvalName: String
  var keyFingerprint: String?
  var problem: Layout.Note?

  init(_ terms: WarrantFormTerms, problem: String?) throws {
    termsJSON = try ScriptText(terms).description
    approvalName = terms.requester
    keyFingerprint = terms.keyFingerprint
    self.problem = problem.map(Layout.Note.init)
  }
}
