import CVision

/// A point or a direction in a camera's surroundings, in metres: x to the right, y away from the camera along the road, z up.
struct Vector3: Hashable, Sendable {
  var x: Double
  var y: Double
  var z: Double

  init(_ x: Double, _ y: Double, _ z: Double) {
    self.x = x
    self.y = y
    self.z = z
  }

  static func + (a: Vector3, b: Vector3) -> Vector3 { Vector3(a.x + b.x, a.y + b.y, a.z + b.z) }
  static func - (a: Vector3, b: Vector3) -> Vector3 { Vector3(a.x - b.x, a.y - b.y, a.z - b.z) }
  static func * (a: Vector3, factor: Double) -> Vector3 { Vector3(a.x * factor, a.y * factor, a.z * factor) }

  func dot(_ other: Vector3) -> Double { x * other.x + y * other.y + z * other.z }

  func cross(_ other: Vector3) -> Vector3 {
    Vector3(y * other.z - z * other.y, z * other.x - x * other.z, x * other.y - y * other.x)
  }

  var length: Double { dot(self).squareRoot() }

  /// The same direction with length 1; straight up for a vector without length.
  var unit: Vector3 { length > 1e-9 ? self * (1 / length) : Vector3(0, 0, 1) }

  /// As the drawing code wants it.
  var drawn: drawing_vector { drawing_vector(x: Float(x), y: Float(y), z: Float(z)) }
}
