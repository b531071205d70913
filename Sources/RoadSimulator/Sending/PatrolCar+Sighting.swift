import Foundation
import Traffic

extension PatrolCar {
  /// What the camera on board tells of a vehicle that it meets; with the place where the patrol car is then.
  func sighting(of vehicle: VirtualVehicle, at time: Date, chance: inout SeededRandom) -> Sighting {
    let here = position(at: time)
    let milliseconds = Int64((time.timeIntervalSince1970 * 1_000).rounded())
    return Sighting(
      camera: camera, zone: TimeZone(identifier: site.timeZone) ?? .gmt, id: "\(camera.id.rawValue)-\(milliseconds)", at: time,
      read: DeviceRead(of: vehicle.plate, country: vehicle.country, misreads: 0.04, chance: &chance), direction: chance.chance(0.6) ? .approach : .recede,
      headingDegrees: here.headingDegrees, model: vehicle.model, paint: vehicle.paint, coordinate: here.place)
  }
}
