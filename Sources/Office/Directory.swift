import Access
import Crypto
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
    /// The keys that cameras prove themselves with.
    var pins: [KeyPin: CameraPin] = [:]
    /// Of cameras that have others than the usual ones.
    var terms: [CameraID: CameraTerms] = [:]
    /// Of cameras that sign what they send.
    var signingKeys: [CameraID: Curve25519.Signing.PublicKey] = [:]
    var hotlist = Hotlist([])
    /// How many vehicles the registry holds; 0 means that nobody is judged by it.
    var registryCount = 0
    /// Counts how often this was read; whoever keeps something made from it sees by it that it is out of date.
    var generation = 0

    /// The pin by which a certificate's camera is let in; `nil` where its key does not count, or no more.
    func camera(provenBy identity: CameraIdentity, at now: Date) -> CameraPin? {
      guard let pin = pins[identity.pin], pin.camera == identity.camera, now < pin.endsAt, now < identity.notAfter,
        cameras[pin.camera]?.isEnabled == true
      else { return nil }
      return pin
    }
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
    fresh.pins = Dictionary(try store.cameraPins().map { ($0.pin, $0) }) { first, _ in first }
    fresh.terms = try store.cameraTerms()
    for credential in try store.cameraCredentials() {
      guard let key = credential.signingKey else { continue }
      fresh.signingKeys[credential.camera] = try Curve25519.Signing.PublicKey(rawRepresentation: key)
    }
    fresh.hotlist = Hotlist(try store.hotlist())
    fresh.registryCount = try store.registryCount()
    contents.withLock { [fresh] contents in
      let next = contents.generation + 1
      contents = fresh
      contents.generation = next
    }
  }
}
