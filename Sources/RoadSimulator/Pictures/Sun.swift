import Foundation
import Traffic

/// Where the sun stands over a place, to about a quarter of a degree (low-precision formulas of the Astronomical Almanac).
struct Sun: Hashable, Sendable {
  /// Above the horizon, in degrees; negative at night.
  var elevationDegrees: Double
  /// Clockwise from north, in degrees.
  var azimuthDegrees: Double

  init(elevationDegrees: Double, azimuthDegrees: Double) {
    self.elevationDegrees = elevationDegrees
    self.azimuthDegrees = azimuthDegrees
  }

  init(at date: Date, over place: Coordinate) {
    let days = date.timeIntervalSince1970 / 86_400 - 10_957.5
    let anomaly = (357.528 + 0.985_600_3 * days) * .pi / 180
    let longitude = (280.460 + 0.985_647_4 * days + 1.915 * sin(anomaly) + 0.020 * sin(2 * anomaly)) * .pi / 180
    let tilt = 23.439 * Double.pi / 180
    let ascension = atan2(cos(tilt) * sin(longitude), cos(longitude))
    let declination = asin(sin(tilt) * sin(longitude))
    let sidereal = (280.460_618 + 360.985_647_37 * days + place.longitude) * .pi / 180
    let hourAngle = sidereal - ascension
    let latitude = place.latitude * .pi / 180
    let height = asin(sin(latitude) * sin(declination) + cos(latitude) * cos(declination) * cos(hourAngle))
    let bearing = atan2(-sin(hourAngle), tan(declination) * cos(latitude) - sin(latitude) * cos(hourAngle))
    elevationDegrees = height * 180 / .pi
    azimuthDegrees = (bearing * 180 / .pi + 360).truncatingRemainder(dividingBy: 360)
  }

  /// Direction towards the sun as a camera that looks along `headingDegrees` sees it.
  func direction(headingDegrees: Double) -> Vector3 {
    let turn = (azimuthDegrees - headingDegrees) * .pi / 180, height = elevationDegrees * .pi / 180
    return Vector3(sin(turn) * cos(height), cos(turn) * cos(height), sin(height))
  }
}
