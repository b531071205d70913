import Foundation
import Traffic

/// What a dispatcher decided, as every live page is told.
struct HitOutcome: Sendable, Encodable, Hashable {
  var id: String
  var decision: String
  var decisionLabel: String
  var decidedBy: String

  init(_ decided: LiveEvent.HitDecision) {
    id = decided.id
    decision = decided.decision
    decisionLabel = Hit.Decision(rawValue: decided.decision)?.label ?? decided.decision
    decidedBy = decided.decidedBy
  }
}
