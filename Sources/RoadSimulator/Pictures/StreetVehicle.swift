import CVision
import Foundation
import Traffic

/// A vehicle in front of a camera.
struct StreetVehicle: Hashable, Sendable {
  var model: VehicleModel
  var paint: Paint
  var plate: String
  /// ISO 3166-1 alpha-2 of the country that issued the plate.
  var country: String
  /// Its middle on the road, in metres.
  var x: Double
  var y: Double
  /// Counter-clockwise from driving straight away from the camera, in radians.
  var turn: Double
  var isBraking = false
  /// Dirt on the plate, 0 to 1.
  var wear = 0.3

  var placement: drawing_placement { drawing_placement(origin: drawing_vector(x: Float(x), y: Float(y), z: 0), turn: Float(turn)) }

  /// From the vehicle's own axes to the road's.
  func placed(_ own: Vector3) -> Vector3 {
    Vector3(x + own.x * cos(turn) - own.y * sin(turn), y + own.x * sin(turn) + own.y * cos(turn), own.z)
  }

  /// Whether the camera sees its tail.
  var showsTail: Bool { cos(turn) > 0 }

  /// Corners of the plate that faces the camera, clockwise from the top left as seen; `nil` where it drives across.
  var plateCorners: [Vector3]? {
    guard abs(cos(turn)) > 0.7 else { return nil }
    let half = model.shape.length / 2
    let rear = showsTail
    let z = rear ? model.shape.rearPlate : model.shape.frontPlate
    let along = (half + 0.025) * (rear ? -1 : 1), left = rear ? -0.26 : 0.26
    return [(left, 0.055), (-left, 0.055), (-left, -0.055), (left, -0.055)].map { placed(Vector3($0.0, along, z + $0.1)) }
  }

  /// The eight corners of the space it fills.
  var hull: [Vector3] {
    let half = model.shape.length / 2, side = model.shape.width / 2
    return [0.1, model.shape.height].flatMap { z in [(-side, -half), (side, -half), (side, half), (-side, half)].map { placed(Vector3($0.0, $0.1, z)) } }
  }

  /// Its outline in the picture, as fractions; `nil` where none of it is in front of the camera.
  func box(seenBy camera: PinholeCamera) -> Box? { Self.bounds(of: hull, seenBy: camera) }

  /// The plate's outline in the picture, as fractions; `nil` unless the whole plate is in the picture.
  func plateBox(seenBy camera: PinholeCamera) -> Box? {
    guard let corners = plateCorners else { return nil }
    for corner in corners {
      guard let p = camera.project(corner), (0..<Double(PinholeCamera.width)).contains(p.x), (0..<Double(PinholeCamera.height)).contains(p.y) else { return nil }
    }
    return Self.bounds(of: corners, seenBy: camera)
  }

  private static func bounds(of points: [Vector3], seenBy camera: PinholeCamera) -> Box? {
    let seen = points.compactMap(camera.project)
    let width = Double(PinholeCamera.width), height = Double(PinholeCamera.height)
    guard seen.count == points.count, let left = seen.map(\.x).min(), let right = seen.map(\.x).max(), let top = seen.map(\.y).min(),
      let bottom = seen.map(\.y).max()
    else { return nil }
    let (x0, x1) = (max(0, left / width), min(1, right / width))
    let (y0, y1) = (max(0, top / height), min(1, bottom / height))
    return x1 > x0 && y1 > y0 ? Box(x: x0, y: y0, width: x1 - x0, height: y1 - y0) : nil
  }
}
