import Foundation
import Traffic

/// What happens in front of one camera in the seconds around a passage: the vehicle, others on the road, the signal.
struct RoadAct: Sendable {
  let mounted: CameraBank.Mounted
  let bank: CameraBank
  let vehicle: VirtualVehicle
  /// When the vehicle's front passes the stop line, or the measuring line where there is none.
  let crossing: Date
  let speedKmh: Double
  let lane: Int
  let street: Streetscape
  private let zone: TimeZone
  private let clouds: Double
  private let others: [Other]
  private let drift: Double

  /// Another vehicle, by where it is when the offender crosses.
  private struct Other: Sendable {
    var model: VehicleModel
    var paint: Paint
    var plate: String
    var x: Double
    var y: Double
    var turn: Double
    var metresPerSecond: Double
  }

  /// Distance of the line from the camera's foot where no stop line is painted, in metres.
  private static let measuringLine = 24.0

  init(mounted: CameraBank.Mounted, bank: CameraBank, vehicle: VirtualVehicle, passage: Passage, seed: UInt64) {
    self.mounted = mounted
    self.bank = bank
    self.vehicle = vehicle
    crossing = passage.at
    speedKmh = passage.speedKmh
    zone = TimeZone(identifier: bank.site.timeZone) ?? .gmt
    var chance = SeededRandom(seed: seed ^ UInt64(bitPattern: Int64(passage.at.timeIntervalSince1970 * 1_000)), of: vehicle.plate.text)
    lane = chance.chance(0.55) ? 2 : 1
    drift = chance.number(in: -0.25...0.25)
    street = Streetscape(setting: bank.setting, hasJunction: bank.signals != nil, vehiclesLeave: mounted.vehiclesLeave, name: mounted.camera.id.rawValue)
    // The same sky over a district all day.
    var sky = SeededRandom(seed: UInt64(max(0, passage.at.timeIntervalSince1970 / 86_400)), of: bank.site.district)
    clouds = sky.pick([(0.05, 5), (0.25, 3), (0.55, 2), (0.9, 1)])
    others = Self.others(street, isRed: mounted.signalGroup.flatMap { bank.signals?.state($0, at: passage.at).colour } == .red, &chance)
  }

  /// Moments of the three stills in seconds from the crossing: before, at and after the line, chosen so that the plate is well in the picture.
  var stillMoments: [Double] {
    let metresPerSecond = max(4, speedKmh / 3.6)
    if mounted.vehiclesLeave {
      let furthest = 31.0 - (line - vehicle.model.shape.length)
      return [-1.2, 1.5, furthest].map { $0 / metresPerSecond }
    }
    return [-6.5, 0, 4.5].map { $0 / metresPerSecond }
  }

  private var line: Double { bank.signals != nil ? Streetscape.stopLine : Self.measuringLine }

  /// The vehicle as it stands some seconds after crossing.
  func offender(at seconds: Double) -> StreetVehicle {
    let half = vehicle.model.shape.length / 2
    let way = max(4, speedKmh / 3.6) * seconds
    return StreetVehicle(
      model: vehicle.model, paint: vehicle.paint, plate: vehicle.plate.text, country: vehicle.country, x: street.laneMiddle(lane) + drift,
      y: mounted.vehiclesLeave ? line - half + way : line + half - way, turn: mounted.vehiclesLeave ? 0 : .pi, wear: vehicle.wear)
  }

  func signal(at seconds: Double) -> SignalState? {
    guard let group = mounted.signalGroup else { return nil }
    return bank.signals?.state(group, at: crossing.addingTimeInterval(seconds))
  }

  /// The whole picture some seconds after crossing.
  /// - Parameter note: what the device burns in beside time and place, such as the frame's number.
  func scene(at seconds: Double, note: String) -> Scene {
    let time = crossing.addingTimeInterval(seconds)
    let sun = Sun(at: time, over: bank.site.coordinate)
    let passing = others.map { other in
      StreetVehicle(
        model: other.model, paint: other.paint, plate: other.plate, country: "UZ", x: other.x - sin(other.turn) * other.metresPerSecond * seconds,
        y: other.y + cos(other.turn) * other.metresPerSecond * seconds, turn: other.turn)
    }
    return Scene(
      place: mounted.camera.id.rawValue, street: street,
      light: SceneLight(sun: sun, headingDegrees: mounted.camera.headingDegrees ?? 0, clouds: clouds),
      vehicles: passing.filter { $0.y > 8 && $0.y < 300 } + [offender(at: seconds)], signal: signal(at: seconds)?.colour,
      stamp: [stamp(at: time, note: note)], seed: UInt32(truncatingIfNeeded: Int(time.timeIntervalSince1970 * 1_000)))
  }

  private func stamp(at time: Date, note: String) -> String {
    let written = time.formatted(
      Date.ISO8601FormatStyle(dateTimeSeparator: .space, timeZoneSeparator: .colon, includingFractionalSeconds: true, timeZone: zone))
    let place = mounted.camera.coordinate
    let position = String(format: "%.5f N %.5f E", place.latitude, place.longitude)
    return "\(mounted.camera.id.rawValue.uppercased())   \(written)   \(position)   LANE \(lane)   \(note)"
  }

  private static func others(_ street: Streetscape, isRed: Bool, _ chance: inout SeededRandom) -> [Other] {
    var others: [Other] = []
    func make(x: Double, y: Double, turn: Double, speed: Double) -> Other {
      Other(
        model: chance.pick(VehicleModel.onTheRoad), paint: chance.pick(Paint.shares), plate: "01\(["A", "K", "S", "V"][chance.below(4)])\(100 + chance.below(899))\(["BA", "TA", "RA"][chance.below(3)])",
        x: x, y: y, turn: turn, metresPerSecond: speed)
    }
    let awayFromUs = street.side > 0
    for _ in 0..<(1 + chance.below(3)) {
      let x = -street.side * (5.4 + 3.6 * Double(chance.below(2)))
      let y = chance.number(in: 58...150)
      if others.contains(where: { abs($0.y - y) < 14 }) { continue }
      others.append(make(x: x, y: y, turn: awayFromUs ? .pi : 0, speed: isRed ? 0 : chance.number(in: 9...15)))
    }
    if isRed, chance.chance(0.5) {
      others.append(make(x: chance.number(in: 9...16), y: Streetscape.stopLine + 10, turn: .pi / 2, speed: chance.number(in: 3...5)))
    }
    return others
  }
}
