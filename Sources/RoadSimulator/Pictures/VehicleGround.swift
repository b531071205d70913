import CVision
import Foundation

/// What a vehicle does to the road under and before it: dark beneath, bright where its lamps shine.
struct VehicleGround {
  let vehicle: StreetVehicle
  let camera: PinholeCamera
  /// Width of the canvas relative to a still.
  let scale: Double

  /// Pixels of points given in the vehicle's own axes; empty where one is behind the lens.
  private func pixels(_ points: [Vector3]) -> [drawing_point] {
    let seen = points.compactMap { camera.project(vehicle.placed($0)) }
    return seen.count == points.count ? seen.map { drawing_point($0.x * scale, $0.y * scale) } : []
  }

  /// Little light of the sky reaches the road beneath a body.
  func darken(_ canvas: Canvas) {
    let side = vehicle.model.shape.width / 2, half = vehicle.model.shape.length / 2
    let wide = pixels([Vector3(-side - 0.05, -half, 0), Vector3(side + 0.05, -half, 0), Vector3(side + 0.05, half, 0), Vector3(-side - 0.05, half, 0)])
    let narrow = pixels([Vector3(-side + 0.1, -half + 0.25, 0), Vector3(side - 0.1, -half + 0.25, 0), Vector3(side - 0.1, half, 0), Vector3(-side + 0.1, half, 0)])
    if !wide.isEmpty { canvas.soften(wide, over: 34 * scale, factor: 0.62) }
    if !narrow.isEmpty { canvas.soften(narrow, over: 10 * scale, factor: 0.40) }
  }

  /// The headlamps' light on the road.
  func lightUp(_ canvas: Canvas) {
    let half = vehicle.model.shape.length / 2
    let beam = pixels([Vector3(-0.7, half + 0.8, 0), Vector3(0.7, half + 0.8, 0), Vector3(2.1, half + 11, 0), Vector3(-2.1, half + 11, 0)])
    if !beam.isEmpty { canvas.soften(beam, over: 90 * scale, factor: 1.15, adding: Colour(0.13, 0.12, 0.10)) }
  }

  /// The lamps themselves, flaring in the lens.
  func glow(_ canvas: Canvas) {
    let shape = vehicle.model.shape
    let rear = vehicle.showsTail
    let along = shape.length / 2 * (rear ? -1 : 1)
    let z = rear ? shape.boot * 0.85 : shape.nose * 0.92
    for side in [-0.80, 0.80] {
      guard let point = camera.project(vehicle.placed(Vector3(side * shape.width / 2, along, z))) else { continue }
      let colour = rear ? Colour(0.5, 0.03, 0.02) * (vehicle.isBraking ? 1.2 : 0.55) : Colour(0.95, 0.92, 0.85)
      canvas.glow(at: (point.x * scale, point.y * scale), radius: (rear ? 90 : 150) * scale * 22 / max(8, vehicle.y), colour)
    }
  }
}
