public import Foundation
public import Traffic

extension Judge {
  /// A vehicle that the registry says must not be on the road, in the hours in which that is enforced.
  func unlicensed(_ rule: Rule, _ facts: Facts) -> Violation? {
    // Asked first, because the local time is dear and no answer is common.
    guard facts.registered != nil, let terms = rule.registry, let zone = TimeZone(identifier: facts.site.timeZone),
      terms.window?.contains(facts.pass.capturedAt, in: zone) ?? true,
      let status = facts.statusOnTheDay(in: zone, under: terms), terms.statuses.contains(status)
    else { return nil }
    return violation(
      of: rule, penalty: terms.penalties[status], isDeclared: facts.declaration(of: .unlicensed) != nil, note: status.finding)
  }
}

extension Judge {
  /// Whether a rule needs to know what the registry of vehicles says of a pass.
  /// - Parameter zone: the site's.
  public func asksRegistry(of pass: Pass, in zone: TimeZone) -> Bool {
    rulebook.rules.contains { rule in
      guard rule.isEnabled, rule.kind == .unlicensed, let terms = rule.registry else { return false }
      return terms.window?.contains(pass.capturedAt, in: zone) ?? true
    }
  }
}

extension Facts {
  /// What the registry's answer means on the day of the capture; `nil` where it means nothing.
  fileprivate func statusOnTheDay(in zone: TimeZone, under terms: RegistryTerms) -> RegisteredVehicle.Status? {
    guard let registered, let read = pass.reads.first, registered.plate == read.plate else { return nil }
    switch registered.status {
    case .stolenPlate:
      return .stolenPlate
    case .unregistered:
      return terms.covers(read) && !pass.readsDisagree ? .unregistered : nil
    case .valid, .expired:
      guard let last = registered.validUntil else { return registered.status }
      return CalendarDay(of: pass.capturedAt, in: zone) > CalendarDay(of: last, in: .gmt) ? .expired : .valid
    case .uninsured:
      guard let last = registered.validUntil else { return .uninsured }
      return CalendarDay(of: pass.capturedAt, in: zone) > CalendarDay(of: last, in: .gmt) ? .uninsured : .valid
    }
  }
}

extension RegistryTerms {
  /// Whether a plate that the registry does not hold should be in it: of a country that it covers, and read with enough certainty.
  fileprivate func covers(_ read: PlateRead) -> Bool {
    guard let region = read.region, read.confidence >= minimumConfidence else { return false }
    let country = region.prefix { $0 != "-" }
    return regions.contains { $0 == region || $0 == country }
  }
}

extension RegisteredVehicle.Status {
  /// What was found, in words for the case.
  fileprivate var finding: String {
    switch self {
    case .valid: "The registration is valid"
    case .expired: "The registration had expired"
    case .unregistered: "The plate is not in the registry"
    case .stolenPlate: "The plate is reported stolen"
    case .uninsured: "The vehicle was not insured"
    }
  }
}
