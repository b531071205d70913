import Traffic

/// The rule that was broken, as it stood then.
struct ViolationCard: Sendable {
  var statuteCode: String
  var statuteText: String
  var amountLabel: String
  var sourceLabel: String
  var note: String?

  init(_ violation: Violation) {
    statuteCode = violation.statuteCode
    statuteText = violation.statuteText
    amountLabel = Wording.amount(violation.amount, violation.currency)
    sourceLabel = Self.source(violation)
    note = violation.note
  }

  private static func source(_ violation: Violation) -> String {
    if violation.isDeclared { return "Declared by the camera" }
    switch violation.kind {
    case .redLight, .stopLine: return "Measured by the signal's phases and the stop line"
    case .speed: return "Measured by the camera, judged against the limit in force"
    case .unlicensed: return "Judged by the registry of vehicles"
    default: return "Judged by the rules in force"
    }
  }
}
