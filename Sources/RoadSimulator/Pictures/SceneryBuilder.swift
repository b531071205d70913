import CVision
import Foundation

/// Raises what stands beside a road: blocks of flats, shops, poplars and plane trees, walls, guard rails, lamp posts.
struct SceneryBuilder {
  let isRural: Bool
  let kerb: Double
  let farKerb: Double
  let side: Double
  /// Where the crossing road runs, which must stay free.
  let junction: (from: Double, to: Double)?
  private(set) var mesh = Mesh()
  private var steel = 0, bark = 0, pane = 0, litPane = 0

  init(isRural: Bool, kerb: Double, farKerb: Double, side: Double, junction: (from: Double, to: Double)?) {
    self.isRural = isRural
    self.kerb = kerb
    self.farKerb = farKerb
    self.side = side
    self.junction = junction
    steel = mesh.material(.grey(0.16), drawing_coat, gloss: 0.3)
    bark = mesh.material(Colour(0.10, 0.075, 0.05))
    pane = mesh.material(Colour(0.035, 0.045, 0.055), drawing_glass, gloss: 0.9)
    litPane = mesh.material(Colour(0.05, 0.05, 0.05), drawing_glass, gloss: 0.9, emission: Colour(0.16, 0.11, 0.05))
  }

  private func isFree(_ y: Double, _ length: Double = 0) -> Bool {
    guard let junction else { return true }
    return y + length < junction.from - 2 || y > junction.to + 2
  }

  /// Both sides of a street: houses in a row with gaps, trees along the kerb.
  mutating func buildStreet(isCity: Bool, _ chance: inout SeededRandom) {
    for (edge, outward) in [(kerb, side), (farKerb, -side)] {
      var y = chance.number(in: 26...34)
      while y < 230 {
        let length = chance.number(in: isCity ? 18...44 : 10...22)
        if isFree(y, length) {
          let storeys = isCity ? 3 + chance.below(7) : 1 + chance.below(2)
          raiseBlock(at: edge + outward * chance.number(in: 9...13), outward: outward, from: y, length: length, storeys: storeys, &chance)
        }
        y += length + chance.number(in: 4...12)
      }
      raiseBackdrop(beyond: edge + outward * 46, outward: outward, &chance)
      var place = chance.number(in: 20...26)
      while place < 170 {
        if isFree(place) { plantTree(at: Vector3(edge + outward * 1.5, place, 0), height: chance.number(in: 5...8.5), isPoplar: chance.chance(0.12), &chance) }
        place += chance.number(in: 6.5...10)
      }
    }
    closeStreet(isCity: isCity, &chance)
  }

  /// What stands where the street ends for the eye.
  private mutating func closeStreet(isCity: Bool, _ chance: inout SeededRandom) {
    for x in stride(from: -60.0, through: 60.0, by: 21) {
      let storeys = isCity ? 4 + chance.below(8) : 1 + chance.below(3)
      raiseFacade(x: x, y: 270 + chance.number(in: 0...40), width: 18, storeys: storeys, &chance)
    }
  }

  private mutating func raiseBackdrop(beyond x: Double, outward: Double, _ chance: inout SeededRandom) {
    for y in stride(from: 60.0, through: 200, by: 46) where isFree(y, 30) {
      raiseBlock(at: x, outward: outward, from: y, length: 30, storeys: 5 + chance.below(6), &chance)
    }
  }

  private mutating func wallMaterial(_ chance: inout SeededRandom) -> Int {
    let tints = [Colour(0.40, 0.36, 0.30), Colour(0.44, 0.42, 0.39), Colour(0.36, 0.30, 0.24), Colour(0.42, 0.36, 0.24), Colour(0.34, 0.35, 0.36), Colour(0.46, 0.40, 0.34)]
    return mesh.material(tints[chance.below(tints.count)] * chance.number(in: 0.8...1.1), drawing_facade)
  }

  private mutating func raiseBlock(at x: Double, outward: Double, from y: Double, length: Double, storeys: Int, _ chance: inout SeededRandom) {
    let wall = wallMaterial(&chance)
    let height = Double(storeys) * 3.0 + 0.8
    let back = x + outward * 13
    mesh.box(from: Vector3(min(x, back), y, 0), to: Vector3(max(x, back), y + length, height), material: wall)
    let shop = mesh.material(Colour(chance.number(in: 0.03...0.3), chance.number(in: 0.03...0.2), chance.number(in: 0.03...0.25)))
    mesh.box(from: Vector3(x - outward * 0.08 - 0.04, y + 1, 2.75), to: Vector3(x - outward * 0.08 + 0.04, y + length - 1, 3.35), material: shop)
    let face = x - outward * 0.04
    for storey in 0..<storeys {
      let z = 0.9 + Double(storey) * 3.0
      for along in stride(from: y + 1.4, to: y + length - 1.6, by: 2.9) {
        let isLit = chance.chance(0.22)
        let low = storey == 0 ? 0.35 : z, high = storey == 0 ? 2.6 : z + 1.45
        mesh.plate(Vector3(face, along, low), Vector3(face, along + 1.5, low), Vector3(face, along + 1.5, high), Vector3(face, along, high), material: isLit ? litPane : pane)
        if storey > 0, chance.chance(0.25) {
          mesh.box(from: Vector3(face - 0.5, along - 0.2, z - 0.5), to: Vector3(face + 0.5, along + 1.7, z + 0.35), material: wall)
        }
      }
    }
    raiseGable(at: y - 0.04, from: x, outward: outward, storeys: storeys, &chance)
  }

  /// Windows in the end wall that looks at the camera.
  private mutating func raiseGable(at y: Double, from x: Double, outward: Double, storeys: Int, _ chance: inout SeededRandom) {
    for storey in 0..<storeys {
      let z = 0.9 + Double(storey) * 3.0
      for step in 0..<3 {
        let left = x + outward * (1.6 + Double(step) * 3.7), right = left + outward * 1.4
        mesh.plate(Vector3(left, y, z), Vector3(right, y, z), Vector3(right, y, z + 1.4), Vector3(left, y, z + 1.4), material: chance.chance(0.2) ? litPane : pane)
      }
    }
  }

  private mutating func raiseFacade(x: Double, y: Double, width: Double, storeys: Int, _ chance: inout SeededRandom) {
    let wall = wallMaterial(&chance)
    mesh.box(from: Vector3(x, y, 0), to: Vector3(x + width, y + 12, Double(storeys) * 3.0), material: wall)
    for storey in 0..<storeys {
      for step in stride(from: 1.0, to: width - 1.5, by: 2.6) {
        let z = 1 + Double(storey) * 3
        mesh.plate(
          Vector3(x + step, y - 0.05, z), Vector3(x + step + 1.4, y - 0.05, z), Vector3(x + step + 1.4, y - 0.05, z + 1.4), Vector3(x + step, y - 0.05, z + 1.4),
          material: chance.chance(0.25) ? litPane : pane)
      }
    }
  }

  /// Fields with rows of poplars, a mud wall, a guard rail.
  mutating func plantFields(_ chance: inout SeededRandom) {
    for (edge, outward) in [(kerb, side), (farKerb, -side)] {
      var y = chance.number(in: 24...32)
      while y < 420 {
        plantTree(at: Vector3(edge + outward * chance.number(in: 5...7), y, 0), height: chance.number(in: 8...14), isPoplar: true, &chance)
        y += chance.number(in: 7...22)
      }
      for _ in 0..<14 {
        let place = Vector3(edge + outward * chance.number(in: 20...120), chance.number(in: 70...420), 0)
        plantTree(at: place, height: chance.number(in: 4...9), isPoplar: chance.chance(0.4), &chance)
      }
    }
    raiseRail(along: kerb + side * 0.9)
    let clay = mesh.material(Colour(0.26, 0.20, 0.135), drawing_facade)
    let wallX = farKerb - side * 8
    mesh.box(from: Vector3(min(wallX, wallX - side * 0.4), 60, 0), to: Vector3(max(wallX, wallX - side * 0.4), 150, 1.9), material: clay)
    for y in [78.0, 118.0] {
      mesh.box(from: Vector3(min(wallX - side * 3, wallX - side * 12), y, 0), to: Vector3(max(wallX - side * 3, wallX - side * 12), y + 12, 3.1), material: clay)
    }
  }

  private mutating func raiseRail(along x: Double) {
    for y in stride(from: 10.0, to: 160, by: 4) { mesh.box(from: Vector3(x - 0.05, y, 0), to: Vector3(x + 0.05, y + 0.1, 0.72), material: steel) }
    mesh.bar(from: Vector3(x - side * 0.08, 8, 0.55), to: Vector3(x - side * 0.08, 160, 0.55), radius: 0.07, sides: 6, material: steel)
    mesh.bar(from: Vector3(x - side * 0.08, 8, 0.70), to: Vector3(x - side * 0.08, 160, 0.70), radius: 0.07, sides: 6, material: steel)
  }

  private mutating func plantTree(at foot: Vector3, height: Double, isPoplar: Bool, _ chance: inout SeededRandom) {
    let autumn = chance.number(in: 0...1)
    let leaf = mesh.material(Colour(0.040, 0.075, 0.020).mixed(with: Colour(0.20, 0.13, 0.03), autumn * autumn), drawing_foliage)
    mesh.bar(from: foot, to: foot + Vector3(0, 0, height * 0.55), radius: height * 0.016, sides: 7, material: bark)
    let crown = isPoplar ? height * 0.12 : height * 0.30
    for _ in 0..<(isPoplar ? 12 : 18) {
      let z = height * (isPoplar ? chance.number(in: 0.22...0.92) : chance.number(in: 0.45...0.88))
      let spread = isPoplar ? crown * 0.5 * (1.15 - z / height) : crown * 0.75
      let turn = chance.number(in: 0...(2 * .pi)), away = spread * chance.number(in: 0...1).squareRoot()
      let size = isPoplar ? crown * chance.number(in: 0.5...0.8) : crown * chance.number(in: 0.35...0.6)
      let middle = foot + Vector3(cos(turn) * away, sin(turn) * away, z)
      mesh.ball(at: middle, radii: Vector3(size, size, size * (isPoplar ? 1.7 : 0.8)), rings: 5, material: leaf)
    }
  }

  /// Heads of the lamps along a kerb, on arms over the road.
  static func lampPosts(along kerb: Double, side: Double, every spacing: Double, junction: (from: Double, to: Double)?) -> [Vector3] {
    stride(from: 16.0, to: 190, by: spacing).filter { y in junction.map { y < $0.from - 2 || y > $0.to + 2 } ?? true }
      .map { Vector3(kerb + side * 0.7 - side * 1.9, $0, 8.8) }
  }

  mutating func raiseLamps(at heads: [Vector3]) {
    for head in heads {
      let foot = Vector3(head.x + side * 1.9, head.y, 0)
      mesh.bar(from: foot, to: foot + Vector3(0, 0, 8.5), radius: 0.08, sides: 8, material: steel)
      mesh.bar(from: foot + Vector3(0, 0, 8.5), to: foot + Vector3(-side * 1.8, 0, 8.9), radius: 0.05, sides: 6, material: steel)
    }
  }
}
