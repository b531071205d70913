/// How a red light or a stop line is judged.
public struct SignalTerms: Sendable, Codable, Hashable {
  /// How long red must have been showing when the vehicle crossed, in seconds.
  public var graceSeconds: Double
  /// The shortest amber that makes the red after it enforceable, in seconds; 0 asks nothing. A shorter one is a fault of the signal, not of
  /// the driver.
  public var minimumAmberSeconds: Double
  /// A red older than this, in seconds, is taken for a signal log that has stopped, and nothing is judged from it.
  public var maximumRedSeconds: Double
  /// Taken off the time after red, in seconds, where the device states no bound for its clock and the phase comes from the site's log.
  public var assumedClockErrorSeconds: Double
  /// Whether a camera's declaration counts only when the signal's state is known too. Otherwise its pictures have to show the light, and
  /// the case says that no state was sent.
  public var declarationNeedsSignal: Bool

  public init(
    graceSeconds: Double = 0, minimumAmberSeconds: Double = 0, maximumRedSeconds: Double = 300, assumedClockErrorSeconds: Double = 0.1,
    declarationNeedsSignal: Bool = false
  ) {
    self.graceSeconds = graceSeconds
    self.minimumAmberSeconds = minimumAmberSeconds
    self.maximumRedSeconds = maximumRedSeconds
    self.assumedClockErrorSeconds = assumedClockErrorSeconds
    self.declarationNeedsSignal = declarationNeedsSignal
  }

  private enum CodingKeys: String, CodingKey, CaseIterable {
    case graceSeconds, minimumAmberSeconds, maximumRedSeconds, assumedClockErrorSeconds, declarationNeedsSignal
  }

  public init(from decoder: any Decoder) throws {
    try decoder.refuseKeys(except: CodingKeys.self)
    let values = try decoder.container(keyedBy: CodingKeys.self)
    let usual = SignalTerms()
    self.init(
      graceSeconds: try values.decodeIfPresent(Double.self, forKey: .graceSeconds) ?? usual.graceSeconds,
      minimumAmberSeconds: try values.decodeIfPresent(Double.self, forKey: .minimumAmberSeconds) ?? usual.minimumAmberSeconds,
      maximumRedSeconds: try values.decodeIfPresent(Double.self, forKey: .maximumRedSeconds) ?? usual.maximumRedSeconds,
      assumedClockErrorSeconds: try values.decodeIfPresent(Double.self, forKey: .assumedClockErrorSeconds) ?? usual.assumedClockErrorSeconds,
      declarationNeedsSignal: try values.decodeIfPresent(Bool.self, forKey: .declarationNeedsSignal) ?? usual.declarationNeedsSignal
    )
  }
}
