/// How dense the traffic is that cameras report.
public struct Pace: Sendable, Hashable {
  /// Vehicles that pass a camera, a second, over the whole country.
  public var passesPerSecond: Double
  /// Seconds between two violations with pictures, on average.
  public var secondsBetweenViolations: Double
  /// Violations in the first minute, so that pages have something to show at once.
  public var openingViolations: Int
  /// The least time between two stills of cameras that do not read plates themselves, in seconds.
  public var secondsBetweenStills: Double

  public init(passesPerSecond: Double, secondsBetweenViolations: Double, openingViolations: Int, secondsBetweenStills: Double) {
    self.passesPerSecond = passesPerSecond
    self.secondsBetweenViolations = secondsBetweenViolations
    self.openingViolations = openingViolations
    self.secondsBetweenStills = secondsBetweenStills
  }

  /// For showing Gantry on one small machine that draws the pictures as well: dense, with a burst at the start.
  public static let demo = Pace(passesPerSecond: 4, secondsBetweenViolations: 10, openingViolations: 20, secondsBetweenStills: 2)
  /// For tests: a trickle.
  public static let quiet = Pace(passesPerSecond: 0.5, secondsBetweenViolations: 60, openingViolations: 0, secondsBetweenStills: 10)
}
