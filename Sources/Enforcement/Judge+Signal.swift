import Foundation
import Traffic

extension Judge {
  /// Crossing the stop line on red: measured where the instant of crossing and the phase at it are known, else declared by the camera.
  func redLight(_ rule: Rule, _ facts: Facts) -> Violation? {
    let declaration = facts.declaration(of: .redLight)
    // A camera that saw the vehicle stop beyond the line declares that instead, and it is not both.
    guard declaration != nil || facts.declaration(of: .stopLine) == nil else { return nil }
    let terms = rule.signal ?? SignalTerms()
    switch facts.phase(under: terms) {
    case .red(let red) where red.isEnforceable(under: terms) && (declaration != nil || red.isAtStopLine):
      return violation(
        of: rule, measurement: red.measurement(under: terms), isDeclared: declaration != nil, note: red.note ?? declaration?.note)
    case .unknown where declaration != nil && !terms.declarationNeedsSignal:
      return violation(of: rule, isDeclared: true, note: "Declared by the camera; no signal state was sent")
    default:
      return nil
    }
  }

  /// Standing beyond the stop line on red. Always declared: where the vehicle came to rest is seen, not measured here.
  func stopLine(_ rule: Rule, _ facts: Facts) -> Violation? {
    guard let declaration = facts.declaration(of: .stopLine), facts.declaration(of: .redLight) == nil else { return nil }
    let terms = rule.signal ?? SignalTerms()
    switch facts.phase(under: terms) {
    case .red(let red) where red.isEnforceable(under: terms):
      return violation(of: rule, measurement: red.measurement(under: terms), isDeclared: true, note: red.note ?? declaration.note)
    case .unknown where !terms.declarationNeedsSignal:
      return violation(of: rule, isDeclared: true, note: "Declared by the camera; no signal state was sent")
    default:
      return nil
    }
  }
}
