/// Whether the installation was found as it should be. What was found is told to its administrators alone.
struct PublicHealth: Sendable {
  var isWell: Bool
  var healthLabel: String

  init(_ health: PublishedFacts.Health, clock: SiteClock) {
    isWell = health.isWell
    healthLabel = "\(clock.day(health.at)), \(clock.minute(health.at)) UTC"
  }
}
