import Foundation
import Traffic

/// What the form for a warrant has to know.
struct WarrantFormTerms: Encodable, Sendable {
  var cameras: [Camera]
  var purposes: [String]
  var requester: String
  var longestDays: Int
  var mostPlates: Int
  var regions: [String]
  var unsealDays: Int
  var timeZone: String
  var keyFingerprint: String?
  var now: String

  struct Camera: Encodable, Sendable {
    var id: String
    var name: String
    /// The site's name.
    var site: String
    /// The city or district, by which many are chosen at once.
    var region: String
    var latitude: Double
    var longitude: Double
  }

  init(_ terms: WarrantTerms, requester: String, keyFingerprint: String?, surroundings: Surroundings, now: Date) {
    let known = surroundings.camerasByID
    cameras = known.map { camera in
      Camera(
        id: camera.id.rawValue, name: camera.name, site: surroundings.siteName(camera.site), region: surroundings.district(camera.site),
        latitude: camera.coordinate.latitude, longitude: camera.coordinate.longitude)
    }
    purposes = WarrantTerms.purposes
    self.requester = requester
    longestDays = terms.longestDays
    mostPlates = WarrantTerms.mostPlates
    regions = Set(known.compactMap(\.region)).sorted()
    unsealDays = WarrantTerms.unsealDays
    timeZone = surroundings.homeZone
    self.keyFingerprint = keyFingerprint
    self.now = now.formatted(Date.ISO8601FormatStyle())
  }
}
