import Access
import Foundation
import Keyholding
import Storage

/// The list of warrants, newest first. No plate stands on it.
struct WarrantsPage: Sendable {
  var mayRequest: Bool
  var mayApprove: Bool
  var approvalName: String
  var keyFingerprint: String?
  var problem: Layout.Note?
  var hasRows: Bool
  var rows: [Row]

  struct Row: Sendable {
    var href: String
    var state: String
    var stateText: String
    var isFinal: Bool
    var waitsForYou: Bool
    var requesterName: String
    var caseNumber: String
    var purpose: String
    var platesLabel: String
    var camerasLabel: String
    var fromLabel: String
    var fromISO: String
    var toLabel: String
    var toISO: String
    var atLabel: String
    var atISO: String
    var hitsLabel: String?
  }

  init(
    _ warrants: [(dossier: WarrantDossier, warrant: Warrant)], visitor: Person, key: ApprovalKeyCard?, problem: String?, clock: SiteClock
  ) {
    mayRequest = visitor.may(.requestWarrants)
    mayApprove = visitor.may(.approveWarrants)
    approvalName = visitor.approvalName.rawValue
    keyFingerprint = key.map { ApprovalKey.fingerprint(of: $0.key) }
    self.problem = problem.map(Layout.Note.init)
    rows = warrants.map { Row($0.dossier, $0.warrant, visitor: visitor, clock: clock) }
    hasRows = !rows.isEmpty
  }
}

extension WarrantsPage.Row {
  init(_ dossier: WarrantDossier, _ warrant: Warrant, visitor: Person, clock: SiteClock) {
    func label(_ instant: Date) -> String { "\(clock.day(instant)), \(clock.minute(instant))" }
    href = "/warrants/\(dossier.id.uuidString.lowercased())"
    state = dossier.state.rawValue
    stateText = dossier.state.label
    isFinal = dossier.state.isFinal
    let isOwn = dossier.requestedBy == visitor.id
    waitsForYou = dossier.state == .requested && !isOwn && visitor.may(.approveWarrants) || dossier.state == .found && isOwn
    requesterName = dossier.requesterName
    caseNumber = warrant.caseNumber
    purpose = warrant.purpose
    platesLabel = Wording.count(warrant.plates.count, "plate", "plates")
    camerasLabel = Wording.count(warrant.cameras.count, "camera", "cameras")
    fromLabel = label(warrant.from)
    fromISO = SiteClock.iso(warrant.from)
    toLabel = label(warrant.to)
    toISO = SiteClock.iso(warrant.to)
    atLabel = label(dossier.requestedAt)
    atISO = SiteClock.iso(dossier.requestedAt)
    hitsLabel = dossier.hitCount.map { Wording.count($0, "pass", "passes") }
  }
}
