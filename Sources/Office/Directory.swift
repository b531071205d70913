import Enforcement
import Foundation
import Storage
import Synchronization
import Traffic

/// Cameras, sites and hotlist in memory, so that judging a pass asks no disk for them.
///
/// Owned by the office; written only by ``refresh(from:)``, read by everyone. The mutex guards one value that is replaced as a whole.
final class Directory: Sendable {
  struct Contents: Sendable {
    var sites: [SiteID: Site] = [:]
    /// The zones of the sites' clocks, because looking one up by its name takes longer than decoding a capture.
    var timeZones: [SiteID: TimeZone] = [:]
    var cameras: [CameraID: Camera] = [:]
    /// By the SHA-256 of their keys.
    var camerasByKey: [Data: CameraID] = [:]
    var hotlist = Hotlist([])
    /// How many vehicles the registry holds; 0 means that nobody is judged by it.
    var registryCount = 0
    /// Counts how often this was read; whoever keeps something made from it sees by it that it is out of date.
    var generation = 0
  }

  private let contents = Mutex(Contents())

  /// Which reading of the store this is: what was learnt under another may be out of date.
  var generation: Int { contents.withLock { $0.generation } }
  var current: Contents { contents.withLock { $0 } }

  func camera(_ id: CameraID) -> Camera? { contents.withLock { $0.cameras[id] } }
  /// Which camera a key belongs to; `nil` also for one that was enrolled a moment ago.
  func camera(withKey key: String) -> CameraID? { contents.withLock { $0.camerasByKey[Store.hash(ofKey: key)] } }
  func site(_ id: SiteID) -> Site? { contents.withLock { $0.sites[id] } }
  func timeZone(of site: SiteID) -> TimeZone { contents.withLock { $0.timeZones[site] } ?? .gmt }

  /// Reads everything anew. Called at start and whenever another process (the command line) wrote.
  func refresh(from store: Store) throws {
    var fresh = Contents()
    for site in try store.sites() {
      fresh.sites[site.id] = site
      fresh.timeZones[site.id] = TimeZone(identifier: site.timeZone)
    }
    for camera in try store.cameras() { fresh.cameras[camera.id] = camera }
    fresh.camerasByKey = try store.camerasByKeyHash()
    fresh.hotlist = Hotlist(try store.hotlist())
    fresh.registryCount = try store.registryCount()
    contents.withLock { [fresh] contents in
      let next = contents.generation + 1
      contents = fresh
      contents.generation = next
    }
  }
}
