import Foundation
import Traffic

extension Judge {
  /// No road vehicle is faster; a meter that says so measured something else.
  static let fastestKmh = 400.0

  /// A measured speed over the limit of the site. A camera's declaration without a speed, or at a site without a limit, proves nothing.
  func speed(_ rule: Rule, _ facts: Facts) -> Violation? {
    guard let terms = rule.speed, let limit = facts.site.speedLimitKmh, let measured = facts.pass.speedKmh,
      measured.isFinite, measured > 0, measured <= Self.fastestKmh, limit > 0, isCalibrated(facts, terms)
    else { return nil }
    let measurement = Violation.Measurement(
      value: measured, limit: limit, limitSource: facts.site.speedLimitSource ?? "limit set for the site",
      tolerance: terms.tolerance(at: measured), threshold: terms.bands.map(\.overByKmh).min() ?? 0, unit: "km/h")
    guard let band = terms.band(for: (measurement.corrected - limit).toThousandths) else { return nil }
    return violation(
      of: rule, penalty: band.penalty, measurement: measurement, isDeclared: facts.declaration(of: .speed) != nil,
      note: facts.declaration(of: .speed)?.note)
  }

  private func isCalibrated(_ facts: Facts, _ terms: SpeedTerms) -> Bool {
    guard let calibration = facts.camera?.calibration else { return !terms.requiresCalibration }
    return calibration.validUntil >= facts.pass.capturedAt
  }
}
