import Enforcement
import Foundation
import Traffic

/// A vehicle that passes, plate masked, as the live page shows it.
struct PassRow: Sendable, Encodable {
  var id: String
  var atISO: String
  var atLabel: String
  var plateMasked: String?
  var isRead: Bool
  var region: String?
  var siteName: String
  var district: String
  var cameraID: String
  var laneLabel: String?
  var directionLabel: String?
  var vehicleLabel: String
  var speedLabel: String?
  var violationLabel: String?

  init(_ sighting: LiveEvent.Sighting, clock: SiteClock) {
    // A pass has no address of its own: nobody may look one up. The page only needs to tell rows apart.
    id = UUID().uuidString.lowercased()
    atISO = SiteClock.iso(sighting.at)
    atLabel = clock.time(sighting.at)
    plateMasked = sighting.plate
    isRead = sighting.plate != nil
    region = sighting.region
    siteName = sighting.siteName
    district = sighting.district
    cameraID = sighting.camera
    laneLabel = sighting.lane.map(String.init)
    directionLabel = Capture.Direction(rawValue: sighting.direction)?.label
    vehicleLabel = sighting.vehicle
    speedLabel = sighting.speedKmh.map { "\($0) km/h" }
    let kinds = sighting.violations.compactMap(ViolationKind.init(rawValue:)).map(\.label)
    violationLabel = kinds.isEmpty ? nil : kinds.joined(separator: ", ")
  }
}
