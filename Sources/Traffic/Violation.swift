/// A pass that broke a rule, with the rule as it stood then.
public struct Violation: Hashable, Sendable, Codable {
  public var kind: ViolationKind
  /// The statute's code, such as `128-3`, from the configuration in force.
  public var statuteCode: String
  /// The statute's wording as it is printed on the notice.
  public var statuteText: String
  /// Penalty in whole units of ``currency``.
  public var amount: Int
  /// ISO 4217.
  public var currency: String
  /// What was measured, against what; `nil` for violations that a camera declares without a number.
  public var measurement: Measurement?
  /// Whether the camera declared it, or Gantry judged it from the measurement.
  public var isDeclared: Bool
  public var note: String?

  public init(
    kind: ViolationKind, statuteCode: String, statuteText: String, amount: Int, currency: String, measurement: Measurement? = nil, isDeclared: Bool,
    note: String? = nil
  ) {
    self.kind = kind
    self.statuteCode = statuteCode
    self.statuteText = statuteText
    self.amount = amount
    self.currency = currency
    self.measurement = measurement
    self.isDeclared = isDeclared
    self.note = note
  }

  /// A number that was measured and the number it must not pass.
  public struct Measurement: Hashable, Sendable, Codable {
    /// As measured, in ``unit``.
    public var value: Double
    /// The limit in force.
    public var limit: Double
    /// Where the limit comes from: a sign, a decree, the signal plan.
    public var limitSource: String
    /// What is taken off the value in the driver's favour.
    public var tolerance: Double
    /// By how much the corrected value must pass the limit.
    public var threshold: Double
    /// `km/h`, `s`, …
    public var unit: String

    public init(value: Double, limit: Double, limitSource: String, tolerance: Double, threshold: Double, unit: String) {
      self.value = value
      self.limit = limit
      self.limitSource = limitSource
      self.tolerance = tolerance
      self.threshold = threshold
      self.unit = unit
    }

    /// The value that counts: measured less tolerance.
    public var corrected: Double { value - tolerance }
  }
}
