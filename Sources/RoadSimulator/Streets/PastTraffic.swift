public import Foundation
public import Traffic

/// What the country's cameras saw before anybody looked: thin traffic over weeks, and one vehicle that drives to work and home every working day, so
/// that there is a way to find.
///
/// The same country, span and pace give the same passes but for their IDs, in the order of time.
public struct PastTraffic: Sequence, IteratorProtocol, Sendable {
  private let country: Country
  private let end: Date
  private var flow: TrafficFlow
  private var upcoming: Passage
  /// The commuter's, the last first.
  private var commutes: [Passage]
  private var chance: SeededRandom

  /// - Parameters:
  ///   - passesPerSecond: of all cameras together.
  ///   - end: the first instant that is no longer told of.
  public init(country: Country, from start: Date, to end: Date, passesPerSecond: Double) {
    self.country = country
    self.end = end
    let pace = Pace(passesPerSecond: passesPerSecond, secondsBetweenViolations: .infinity, openingViolations: 0, secondsBetweenStills: .infinity)
    flow = TrafficFlow(country: country, from: start, pace: pace)
    upcoming = flow.next()
    chance = SeededRandom(seed: country.seed, of: "past")
    commutes = Commute(country: country).passages(from: start, to: end, chance: &chance).reversed()
  }

  public mutating func next() -> Pass? {
    while true {
      let passage: Passage
      if let commute = commutes.last, commute.at <= upcoming.at {
        passage = commutes.removeLast()
      } else {
        passage = upcoming
        upcoming = flow.next()
      }
      guard passage.at < end else { return nil }
      if let pass = pass(passage) { return pass }
    }
  }

  /// - Returns: `nil` where no camera that reads plates looks that way.
  private mutating func pass(_ passage: Passage) -> Pass? {
    let bank = country.banks[passage.bank]
    guard let mounted = bank.camera(forTravelDegrees: passage.travelDegrees), mounted.camera.readsPlates else { return nil }
    let vehicle = country.vehicles[passage.vehicle]
    let read = DeviceRead(of: vehicle.plate, country: vehicle.country, misreads: 0.02, chance: &chance)
    let candidates = read.candidates.map { PlateCandidate(plate: Plate(canonical: $0.text) ?? vehicle.plate, confidence: $0.confidence) }
    guard let best = candidates.first else { return nil }
    return Pass(
      id: PassID(), camera: mounted.camera.id, site: bank.site.id, capturedAt: passage.at, receivedAt: passage.at.addingTimeInterval(0.4),
      errorBoundMilliseconds: 50, lane: 1 + chance.below(2), direction: mounted.vehiclesLeave ? .recede : .approach,
      headingDegrees: mounted.camera.headingDegrees, speedKmh: passage.speedKmh.rounded(),
      reads: [
        PlateRead(
          reader: .camera, raw: read.text, plate: best.plate, confidence: best.confidence, region: vehicle.country, candidates: candidates)
      ],
      coordinate: mounted.camera.coordinate, rawSHA256: (0..<32).map { _ in UInt8(truncatingIfNeeded: chance.next()) }.hex)
  }
}
