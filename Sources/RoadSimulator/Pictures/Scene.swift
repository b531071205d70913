import Foundation
import Traffic

/// One moment in front of a camera, ready to be drawn.
struct Scene: Sendable {
  /// Name of the place; its background is kept under it.
  var place: String
  var street: Streetscape
  var light: SceneLight
  var vehicles: [StreetVehicle]
  /// Colour of the signal, where there is one.
  var signal: SignalState.Colour?
  /// Lines burnt into the lower edge, as devices do.
  var stamp: [String]
  /// For the sensor's noise.
  var seed: UInt32

  /// What of the background changes with the hour: shared by pictures taken within minutes.
  var backgroundKey: String {
    guard light.darkness < 0.999 else { return "\(place) night \(Int(light.clouds * 10))" }
    let direction = light.toSun
    let steps = [direction.x, direction.y, direction.z].map { Int(($0 * 25).rounded()) }
    return "\(place) \(steps) \(Int(light.clouds * 10))"
  }
}
