import Foundation
import Traffic

/// The cameras as the map's script reads them.
struct CameraData: Sendable, Encodable {
  var at: String
  var cameras: [Entry]

  struct Entry: Sendable, Encodable {
    var id: String
    var name: String
    var siteID: String
    var siteName: String
    var district: String
    var latitude: Double
    var longitude: Double
    var headingDegrees: Double?
    var state: String
    var stateLabel: String
    var lastSeenAt: String?
    var lastSeenLabel: String?
    var capturesToday: Int
    var violationsToday: Int
    var isMobile: Bool
    var readsPlates: Bool
    var href: String
  }

  init(_ standings: [CameraStanding], surroundings: Surroundings, now: Date) {
    at = SiteClock.iso(now)
    cameras = standings.map { standing in
      let camera = standing.camera
      return Entry(
        id: camera.id.rawValue, name: camera.name, siteID: camera.site.rawValue, siteName: surroundings.siteName(camera.site),
        district: surroundings.district(camera.site), latitude: camera.coordinate.latitude, longitude: camera.coordinate.longitude,
        headingDegrees: camera.headingDegrees, state: standing.condition.rawValue, stateLabel: standing.condition.label,
        lastSeenAt: standing.lastSeenAt.map(SiteClock.iso), lastSeenLabel: standing.lastSeenLabel(now: now),
        capturesToday: standing.capturesToday, violationsToday: standing.violationsToday, isMobile: camera.isMobile,
        readsPlates: camera.readsPlates, href: "/cameras?camera=\(camera.id)")
    }
  }
}
