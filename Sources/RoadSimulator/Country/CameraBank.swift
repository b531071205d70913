import Foundation
import Traffic

/// A site with its cameras and what they look at.
struct CameraBank: Sendable {
  /// One camera and its view.
  struct Mounted: Sendable {
    var camera: Camera
    /// Vehicles drive away from it, so that it sees their rear plates.
    var vehiclesLeave: Bool
    /// Where the vehicles it watches drive to, in degrees from north.
    var travelDegrees: Double
    /// The signal group of its lanes.
    var signalGroup: String?
  }

  var site: Site
  var setting: Streetscape.Setting
  var mounted: [Mounted]
  var signals: SignalPlan?

  /// The camera that looks at those who drive in a direction; `nil` where they pass unseen.
  func camera(forTravelDegrees degrees: Double) -> Mounted? {
    mounted.min { Self.turn($0.travelDegrees, degrees) < Self.turn($1.travelDegrees, degrees) }.flatMap { Self.turn($0.travelDegrees, degrees) <= 70 ? $0 : nil }
  }

  /// Angle between two directions, 0 to 180.
  static func turn(_ a: Double, _ b: Double) -> Double {
    let difference = abs((a - b).truncatingRemainder(dividingBy: 360))
    return min(difference, 360 - difference)
  }
}

extension CameraBank {
  /// Puts the cameras of a place up: four at a junction would see every arm, two see the two streets.
  /// - Parameter number: the site's number in its district, from 1.
  /// - Returns: `nil` for a place that is not on Earth.
  init?(district: District, place: Place, number: Int, chance: inout SeededRandom) {
    let code = "\(district.code)-\(String(format: "%03d", number))"
    guard let here = Coordinate(latitude: place.latitude, longitude: place.longitude) else { return nil }
    let isJunction = place.kind == .junction
    let site = Site(
      id: SiteID(unchecked: code), name: place.name, kind: place.kind, district: district.name, coordinate: here, timeZone: district.timeZone,
      speedLimitKmh: place.limitKmh, speedLimitSource: place.limitKmh == 60 ? "PDD 71: 60 km/h in settlements" : "sign 3.24, \(Int(place.limitKmh)) km/h")
    self.site = site
    setting = district.setting
    signals = isJunction ? SignalPlan(name: code) : nil
    let along = chance.number(in: 0...180).rounded()
    let travels = isJunction ? [along, (along + 90).truncatingRemainder(dividingBy: 360)] : [along, along + 180]
    mounted = travels.enumerated().map { index, travel in
      let leaves = isJunction || (index == 1 && chance.chance(0.4))
      return Self.mount(
        "\(code)-\(["a", "b"][index])", on: site, at: here, travel: travel, leaves: leaves, group: isJunction ? String(index + 1) : nil, index: index,
        chance: &chance)
    }
  }

  private static func mount(
    _ name: String, on site: Site, at place: Coordinate, travel: Double, leaves: Bool, group: String?, index: Int, chance: inout SeededRandom
  ) -> Mounted {
    let heading = leaves ? travel : (travel + 180).truncatingRemainder(dividingBy: 360)
    let dialect: Camera.Dialect = chance.pick([(.gantry, 76), (.hikvision, 14), (.openalpr, 10)])
    // A camera without its own reader sends bare pictures, which only Gantry's own protocol carries.
    let reads = dialect != .gantry || !chance.chance(0.14)
    let north = index == 0 ? 0.00012 : -0.00012
    let serial = String(format: "%08X", UInt32(truncatingIfNeeded: chance.next()))
    let camera = Camera(
      id: CameraID(unchecked: name), site: site.id, name: "\(site.name), \(index == 0 ? "A" : "B")", dialect: dialect,
      deviceID: dialect == .gantry ? nil : dialect == .hikvision ? "DS-TCG406 \(serial)" : serial,
      coordinate: Coordinate(latitude: place.latitude + north, longitude: place.longitude + north) ?? place, headingDegrees: heading,
      readsPlates: reads, isMobile: false, region: "UZ",
      calibration: Camera.Calibration(certificate: "UzTest \(serial.prefix(5))/26", validUntil: Date(timeIntervalSince1970: 1_830_297_600)),
      lanes: [1, 2].map { Lane(number: $0, signalGroup: group) })
    return Mounted(camera: camera, vehiclesLeave: leaves, travelDegrees: travel, signalGroup: group)
  }
}
