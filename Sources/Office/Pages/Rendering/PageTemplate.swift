/// The templates that pages are rendered with; each must be there at start.
enum PageTemplate: String, Sendable, CaseIterable {
  case signIn = "sign-in"
  case enrol, recover, account, agency
  case overview, queue
  case caseFile = "case"
  case notices, notice, live, hits, map, cameras, marks, unparsed
  case unparsedItem = "unparsed-item"
  case warrants, warrant
  case warrantNew = "warrant-new"
  case audit
  case auditRecord = "audit-record"
  case auditSample = "audit-sample"
  case auditWeeks = "audit-weeks"
  case people, error
  case publicPage = "public"
  case publicDoor = "public-door"
  case publicNotice = "public-notice"
  case publicFault = "public-fault"
}
