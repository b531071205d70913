public import Traffic

/// Judges one pass against the rules: the same pass, rules and data always give the same violations, in the rulebook's order.
///
/// Where a number that a rule needs is missing, absurd or contradicted by another one, the rule finds nothing. The judge only proposes; two
/// people decide.
public struct Judge: Sendable {
  public let rulebook: Rulebook

  public init(rulebook: Rulebook) {
    self.rulebook = rulebook
  }

  /// - Parameters:
  ///   - pass: the vehicle that passed.
  ///   - site: where; gives the speed limit and the local time.
  ///   - camera: what took it, where known; gives the signal group of the lane and the calibration of the speed meter.
  ///   - registered: what the registry of vehicles says of the pass's plate. `nil` where no registry was asked; where one was asked that does
  ///     not hold the plate, a vehicle with the status `unregistered`.
  ///   - signals: the phases of the site's signals, where they are logged.
  public func judge(
    _ pass: Pass, at site: Site, from camera: Camera? = nil, registered: RegisteredVehicle?, signals: SignalLog?
  ) -> [Violation] {
    let facts = Facts(pass: pass, site: site, camera: camera, registered: registered, signals: signals)
    return rulebook.rules.compactMap { $0.isEnabled ? violation(of: $0, in: facts) : nil }
  }

  private func violation(of rule: Rule, in facts: Facts) -> Violation? {
    switch rule.kind {
    case .redLight: redLight(rule, facts)
    case .stopLine: stopLine(rule, facts)
    case .speed: speed(rule, facts)
    case .unlicensed: unlicensed(rule, facts)
    case .seatBelt, .phone, .wrongWay, .lane, .busLane, .solidLine, .uTurn, .yellowBox, .failureToYield, .parking, .noPlate:
      declared(rule, facts)
    }
  }

  /// The violation of a rule, with the penalty as it stands now.
  func violation(
    of rule: Rule, penalty: Penalty? = nil, measurement: Violation.Measurement? = nil, isDeclared: Bool, note: String? = nil
  ) -> Violation {
    let penalty = penalty ?? rule.penalty
    return Violation(
      kind: rule.kind, statuteCode: penalty.code, statuteText: penalty.text, amount: penalty.amount, currency: rulebook.currency,
      measurement: measurement, isDeclared: isDeclared, note: note)
  }
}
