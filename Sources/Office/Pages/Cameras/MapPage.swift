import Foundation
import Traffic

/// The map of cameras: where it begins. The cameras themselves come from ``CameraData``.
struct MapPage: Sendable {
  /// Zoom of a map without cameras, and the closest that it begins with.
  private static let zooms = 5...13

  var dataHref = "/data/cameras"
  var tileURL: String?
  var tileAttribution: String?
  var latitude: String
  var longitude: String
  var zoom: String

  /// Begins so that all cameras are in view.
  init(_ cameras: [Camera], tileURL: String?, tileAttribution: String?) {
    self.tileURL = tileURL
    self.tileAttribution = tileAttribution
    let latitudes = cameras.map(\.coordinate.latitude)
    let longitudes = cameras.map(\.coordinate.longitude)
    let south = latitudes.min() ?? 0
    let north = latitudes.max() ?? 0
    let west = longitudes.min() ?? 0
    let east = longitudes.max() ?? 0
    latitude = Wording.decimal((south + north) / 2, places: 4)
    longitude = Wording.decimal((west + east) / 2, places: 4)
    // A map of 256-pixel tiles shows 360° at zoom 0 across 256 pixels; about four tiles fit a screen, and half a step is left around the edge.
    let span = max(north - south, east - west, 0.001)
    let fitting = Int((log2(360 * 3 / span) - 0.5).rounded(.down))
    zoom = String(cameras.isEmpty ? 2 : min(max(fitting, Self.zooms.lowerBound), Self.zooms.upperBound))
  }
}
