import Foundation
import Traffic

/// A patrol car with a camera on board, driving a round through its city.
struct PatrolCar: Sendable {
  var site: Site
  var camera: Camera
  /// Corners of its round.
  private var round: [Coordinate]
  /// Seconds from one corner to the next.
  private static let legSeconds = 240.0

  /// The country's two patrol cars: one in Tashkent, one on the roads around Denov.
  static func onDuty(banks: [CameraBank]) -> [PatrolCar] {
    [("patrol-101", "Patrul 101, Toshkent", "tas"), ("patrol-207", "Patrul 207, Denov", "den")].compactMap { code, name, district in
      let round = banks.filter { $0.site.id.rawValue.hasPrefix(district + "-") }
      guard let first = round.first else { return nil }
      return PatrolCar(code: code, name: name, home: first.site, round: round.prefix(12).map(\.site.coordinate))
    }
  }

  private init(code: String, name: String, home: Site, round: [Coordinate]) {
    self.round = round
    site = Site(id: SiteID(unchecked: code), name: name, kind: .patrol, district: home.district, coordinate: home.coordinate, timeZone: home.timeZone)
    camera = Camera(
      id: CameraID(unchecked: code + "-a"), site: site.id, name: name + ", old kamera", dialect: .gantry, coordinate: home.coordinate, readsPlates: true,
      isMobile: true, region: "UZ")
  }

  /// Where the car is and where it heads, in degrees from north.
  func position(at time: Date) -> (place: Coordinate, headingDegrees: Double) {
    let along = time.timeIntervalSince1970 / Self.legSeconds
    let leg = Int(along.rounded(.down)), share = along - along.rounded(.down)
    let from = round[leg % round.count], to = round[(leg + 1) % round.count]
    let place = Coordinate(
      latitude: from.latitude + (to.latitude - from.latitude) * share, longitude: from.longitude + (to.longitude - from.longitude) * share)
    return (place ?? from, RoadGraph.bearing(from, to))
  }
}
