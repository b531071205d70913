import Foundation
import Keyholding
import Sealing
import Traffic

/// One request, with everything that a judge has to see before saying yes.
struct RequestPage: Sendable {
  struct PlateLabel: Sendable {
    let text: String
    let region: String?
  }

  struct Line: Sendable { let text: String }

  let id: String
  let commitment: String
  let requester: String
  let caseNumber: String
  let purposeLabel: String
  let plates: [PlateLabel]
  let cameras: [Line]
  let camerasLabel: String
  let fromLabel: String
  let toLabel: String
  let daysLabel: String
  let tokensLabel: String
  let unsealLabel: String
  let receivedLabel: String
  let loggedLabel: String
  let approvals: [ApprovalRow]
  let problem: String?
  let objections: [Line]
  let hasObjections: Bool
  let isWaiting: Bool
  let isGranted: Bool
  let isRefused: Bool
  /// Whether the button that grants is there.
  let mayGrant: Bool
  let decidedLabel: String?
  let reason: String?

  init(_ kept: KeptRequest, _ examination: Examination, approvals: [ApprovalRow], problem: String?) {
    let warrant = kept.warrant
    id = kept.commitment.hex
    commitment = kept.commitment.hex
    requester = warrant.requester
    caseNumber = warrant.caseNumber
    purposeLabel = Wording.purpose(warrant.purpose)
    plates = warrant.plates.map { PlateLabel(text: $0.plate.text, region: $0.region.isEmpty ? nil : $0.region) }
    cameras = warrant.cameras.map { Line(text: $0.rawValue) }
    camerasLabel = Wording.count(warrant.cameras.count, "camera", "cameras")
    fromLabel = Wording.minute(warrant.from)
    toLabel = Wording.minute(warrant.to)
    daysLabel = Wording.count(warrant.days, "day", "days")
    tokensLabel = Wording.count(examination.tokens, "token", "tokens")
    unsealLabel = Wording.minute(warrant.unsealBy)
    receivedLabel = Wording.second(kept.receivedAt)
    loggedLabel = examination.loggedAt.map(Wording.second) ?? "not shown"
    self.approvals = approvals
    self.problem = problem
    (isWaiting, isGranted, isRefused) = RequestRow.standing(kept.decision)
    objections = isWaiting ? examination.objections.map { Line(text: Wording.sentence("\($0)")) } : []
    hasObjections = !objections.isEmpty
    mayGrant = isWaiting && objections.isEmpty
    decidedLabel = kept.decision.map { "\(Wording.second($0.at)) by \($0.by)" }
    if case .refused(let why)? = kept.decision?.outcome { reason = why } else { reason = nil }
  }
}
