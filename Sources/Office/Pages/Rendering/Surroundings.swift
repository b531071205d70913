import Foundation
import Traffic

/// The places that a page names, and the clocks that hang there.
struct Surroundings: Sendable {
  let contents: Directory.Contents

  /// The same with the sites and cameras of an area alone.
  func within(_ area: Area) -> Surroundings {
    guard area != .everywhere else { return self }
    var contents = contents
    contents.sites = contents.sites.filter { area.contains($0.key) }
    contents.cameras = contents.cameras.filter { area.contains($0.value.site) }
    return Surroundings(contents: contents)
  }

  func site(_ id: SiteID) -> Site? { contents.sites[id] }
  func camera(_ id: CameraID) -> Camera? { contents.cameras[id] }

  /// The name of a site, or its ID where it has been removed since.
  func siteName(_ id: SiteID) -> String { contents.sites[id]?.name ?? id.rawValue }
  func district(_ id: SiteID) -> String { contents.sites[id]?.district ?? "" }

  /// The clock at a site; the office's own where the site has been removed since.
  func clock(at id: SiteID) -> SiteClock {
    contents.sites[id].map { SiteClock(identifier: $0.timeZone) } ?? homeClock
  }

  func clock(of sighting: LiveEvent.Sighting) -> SiteClock { SiteID(rawValue: sighting.site).map(clock(at:)) ?? homeClock }

  /// The clock of pages that are about no single site: the zone that most sites lie in.
  var homeClock: SiteClock { SiteClock(identifier: homeZone) }

  var homeZone: String {
    let counts = Dictionary(contents.sites.values.map { ($0.timeZone, 1) }, uniquingKeysWith: +)
    return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? "UTC"
  }

  var sitesByName: [Site] { contents.sites.values.sorted { ($0.district, $0.name) < ($1.district, $1.name) } }
  var camerasByID: [Camera] { contents.cameras.values.sorted { $0.id < $1.id } }
}
