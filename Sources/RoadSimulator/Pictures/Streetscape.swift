import CVision
import Foundation

/// What stands around a camera: the road with its lanes and marks, what lies beside it, buildings, trees, hills and lamps.
///
/// Made from the camera's name, so that a place always looks the same. The camera hangs over the lanes it watches; vehicles keep to the right.
struct Streetscape: Sendable {
  enum Setting: Sendable { case city, town, rural }

  /// Where the stop line lies, in metres from the camera's foot.
  static let stopLine = 24.5
  /// The far side of the junction.
  static let farSide = 44.0
  static let laneWidth = 3.5

  let setting: Setting
  let hasJunction: Bool
  /// +1 where the watched lanes are on the right of the road (vehicles drive away), -1 where they come towards the camera.
  let side: Double
  let hills: Double
  let seed: UInt64
  let camera: PinholeCamera
  private(set) var surfaces: [drawing_surface] = []
  /// Heads of the street lamps.
  let lampPosts: [Vector3]

  init(setting: Setting, hasJunction: Bool, vehiclesLeave: Bool, name: String) {
    var chance = SeededRandom(seed: 1991, of: name)
    self.setting = setting
    self.hasJunction = hasJunction
    side = vehiclesLeave ? 1 : -1
    hills = setting == .city ? 0.010 : setting == .town ? 0.028 : 0.052
    seed = chance.next()
    camera = PinholeCamera(
      position: Vector3(chance.number(in: -0.5...0.5), 0, chance.number(in: 4.3...4.8)), pitch: chance.number(in: 0.112...0.120),
      yaw: chance.number(in: -0.025...0.025), focalPixels: chance.number(in: 6_700...7_100))
    lampPosts = SceneryBuilder.lampPosts(along: side * 3.75, side: side, every: setting == .rural ? 70 : 34, junction: Self.junction(hasJunction))
    layGround(&chance)
    markLanes()
    if hasJunction { layJunction() }
  }

  /// Middle of a watched lane, counted from the kerb, across the road.
  func laneMiddle(_ lane: Int) -> Double { side * (1.75 - Double(lane - 1) * Self.laneWidth) }

  /// Edges of the carriageway, the watched side first.
  private var kerb: Double { side * 3.75 }
  private var farKerb: Double { -side * 10.9 }
  private var middleLine: Double { -side * 3.55 }

  private mutating func lay(_ kind: Int, _ x0: Double, _ x1: Double, _ y0: Double, _ y1: Double, _ colour: Colour) {
    surfaces.append(
      drawing_surface(x0: Float(min(x0, x1)), y0: Float(y0), x1: Float(max(x0, x1)), y1: Float(y1), kind: Int32(kind), colour: colour.drawn))
  }

  private mutating func layGround(_ chance: inout SeededRandom) {
    let dry = chance.number(in: 0.75...1.2)
    let soil = setting == .rural ? Colour(0.20, 0.155, 0.095) * dry : Colour(0.13, 0.125, 0.085)
    lay(setting == .rural ? drawing_earth : drawing_grass, -700, 700, -20, 2_000, soil)
    if setting == .rural {
      lay(drawing_crops, kerb + side * 9, side * 400, 10, 900, Colour(0.085, 0.105, 0.045) * dry)
      lay(drawing_grass, kerb, kerb + side * 5, -20, 2_000, Colour(0.12, 0.115, 0.055) * dry)
      lay(drawing_crops, farKerb - side * 12, -side * 500, 10, 1_200, Colour(0.15, 0.13, 0.06) * dry)
    } else {
      let stone = Colour(0.20, 0.19, 0.175) * dry
      lay(drawing_grass, kerb + side * 0.3, kerb + side * 2.6, -20, 1_500, Colour(0.045, 0.075, 0.028))
      lay(drawing_paving, kerb + side * 2.6, kerb + side * 7.5, -20, 1_500, stone)
      lay(drawing_grass, farKerb - side * 0.3, farKerb - side * 2.2, -20, 1_500, Colour(0.045, 0.075, 0.028))
      lay(drawing_paving, farKerb - side * 2.2, farKerb - side * 7, -20, 1_500, stone)
    }
    lay(drawing_asphalt, kerb, farKerb, -20, 2_000, Colour(0.098, 0.098, 0.102))
    let verge = setting == .rural ? Colour(0.16, 0.14, 0.11) : Colour(0.27, 0.265, 0.25)
    lay(setting == .rural ? drawing_earth : drawing_kerb, kerb, kerb + side * 0.30, -20, 2_000, verge)
    lay(setting == .rural ? drawing_earth : drawing_kerb, farKerb, farKerb - side * 0.30, -20, 2_000, verge)
  }

  private static let white = Colour(0.52, 0.52, 0.50)

  private mutating func markLanes() {
    let near = hasJunction ? Self.stopLine : 400
    lay(drawing_paint, kerb - side * 0.28, kerb - side * 0.16, -20, 2_000, Self.white)
    for shift in [0.0, 0.24] { lay(drawing_paint, middleLine - side * shift, middleLine - side * (shift + 0.11), -20, 2_000, Self.white) }
    lay(drawing_paint, farKerb + side * 0.16, farKerb + side * 0.28, -20, 2_000, Self.white)
    for x in [0.0, middleLine - side * 3.7] {
      for dash in 0..<60 {
        let start = -18 + Double(dash) * 7.5
        let isApproach = hasJunction && x == 0 && start < near && start > near - 26
        lay(drawing_paint, x - 0.06, x + 0.06, start, start + (isApproach ? 7.5 : 3), Self.white)
      }
    }
  }

  private mutating func layJunction() {
    lay(drawing_asphalt, -260, 260, Self.stopLine + 5.5, Self.farSide - 2.5, Colour(0.092, 0.092, 0.096))
    lay(drawing_asphalt, kerb + side * 0.2, farKerb - side * 0.2, Self.stopLine + 0.5, Self.farSide + 6, Colour(0.095, 0.095, 0.099))
    lay(drawing_paint, side * 3.5, middleLine, Self.stopLine, Self.stopLine + 0.42, Self.white)
    for zebra in [Self.stopLine + 1.5, Self.farSide - 1.2] {
      var x = min(kerb, farKerb) + 0.5
      while x < max(kerb, farKerb) - 0.5 {
        lay(drawing_paint, x, x + 0.45, zebra, zebra + 3, Self.white)
        x += 0.98
      }
    }
    for dash in 0..<40 {
      let x = -120 + Double(dash) * 6
      lay(drawing_paint, x, x + 2.6, 36.6, 36.75, Self.white)
    }
  }

  /// Raises everything that stands beside the road. Takes long: only backgrounds need it.
  func scenery() -> Mesh {
    var chance = SeededRandom(seed: seed)
    var builder = SceneryBuilder(isRural: setting == .rural, kerb: kerb, farKerb: farKerb, side: side, junction: Self.junction(hasJunction))
    if setting == .rural { builder.plantFields(&chance) } else { builder.buildStreet(isCity: setting == .city, &chance) }
    builder.raiseLamps(at: lampPosts)
    return builder.mesh
  }

  /// From where to where the crossing road must stay free.
  private static func junction(_ hasJunction: Bool) -> (from: Double, to: Double)? { hasJunction ? (stopLine + 3, farSide + 3) : nil }
}
