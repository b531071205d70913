import Traffic

/// What was measured against what is allowed, in numbers and as a bar.
struct MeasurementCard: Sendable {
  var label: String
  var valueLabel: String
  var correctedLabel: String
  var limitLabel: String
  var toleranceLabel: String
  var thresholdLabel: String
  var unit: String
  var limitSource: String
  var overLabel: String
  var isAbove: Bool
  var bar: Bar

  /// Places on the bar in percent of its width.
  struct Bar: Sendable {
    var limitPercent: String
    var thresholdPercent: String
    var correctedPercent: String
    var valuePercent: String
    var tolerancePercent: String
  }

  init(_ measurement: Violation.Measurement, of kind: ViolationKind) {
    let places = kind.measurementPlaces
    let allowed = measurement.limit + measurement.threshold
    let over = measurement.corrected - allowed
    label = kind.measurementLabel
    valueLabel = Wording.decimal(measurement.value, places: places)
    correctedLabel = Wording.decimal(measurement.corrected, places: places)
    limitLabel = Wording.decimal(measurement.limit, places: places)
    toleranceLabel = Wording.decimal(measurement.tolerance, places: places)
    thresholdLabel = Wording.decimal(measurement.threshold, places: places)
    unit = measurement.unit
    limitSource = measurement.limitSource
    overLabel = "\(Wording.decimal(abs(over), places: places)) \(unit) \(over > 0 ? "over" : "under") the threshold"
    isAbove = over > 0
    bar = Bar(measurement)
  }
}

extension MeasurementCard.Bar {
  /// How much room the bar leaves to the right of the largest number.
  private static let headroom = 1.1

  init(_ measurement: Violation.Measurement) {
    let allowed = measurement.limit + measurement.threshold
    let end = max(measurement.value, allowed, measurement.limit) * Self.headroom
    func percent(_ value: Double) -> String {
      guard end > 0, value.isFinite, end.isFinite else { return "0" }
      return Wording.raw((min(100, max(0, value / end * 100)) * 10).rounded() / 10)
    }
    limitPercent = percent(measurement.limit)
    thresholdPercent = percent(allowed)
    correctedPercent = percent(measurement.corrected)
    valuePercent = percent(measurement.value)
    tolerancePercent = percent(measurement.value - max(0, measurement.corrected))
  }
}
