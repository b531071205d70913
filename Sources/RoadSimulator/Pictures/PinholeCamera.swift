import CVision
import Foundation

/// How a camera looks at its road: a pinhole above the road with a pose and a focal length.
struct PinholeCamera: Hashable, Sendable {
  /// Pixels of a still.
  static let width = 3840
  static let height = 2160

  var position: Vector3
  /// Downwards, in radians.
  var pitch: Double
  /// To the right, in radians.
  var yaw: Double
  /// In pixels of a still.
  var focalPixels: Double

  private var forward: Vector3 { Vector3(sin(yaw) * cos(pitch), cos(yaw) * cos(pitch), -sin(pitch)) }
  private var right: Vector3 { Vector3(cos(yaw), -sin(yaw), 0) }
  private var down: Vector3 { forward.cross(right) }

  /// Where a point stands in a still, in pixels; `nil` behind the lens. It may lie outside the picture.
  func project(_ point: Vector3) -> (x: Double, y: Double)? {
    let way = point - position
    let depth = way.dot(forward)
    guard depth > 0.4 else { return nil }
    return (
      Double(Self.width) / 2 + focalPixels * way.dot(right) / depth,
      Double(Self.height) / 2 + focalPixels * way.dot(down) / depth
    )
  }

  /// The camera for a canvas that is `scale` times as wide as a still.
  func view(scale: Double) -> drawing_view {
    drawing_view(
      position: position.drawn, right: right.drawn, down: down.drawn, forward: forward.drawn, focal_pixels: Float(focalPixels * scale),
      centre_x: Float(Double(Self.width) / 2 * scale), centre_y: Float(Double(Self.height) / 2 * scale))
  }
}
