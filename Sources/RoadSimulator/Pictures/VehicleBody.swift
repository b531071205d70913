import CVision
import Foundation

/// The body of a vehicle as a mesh: lofted metal, glass, wheels and lamps. Its origin lies on the road under its middle; it looks along +y.
struct VehicleBody {
  /// Which lamps are on.
  struct Lamps: Hashable, Sendable {
    var areHeadlampsOn = false
    var isBraking = false
  }

  let shape: VehicleModel.Shape
  let paint: Paint
  let lamps: Lamps
  var mesh = Mesh()
  var metal = 0, glass = 0, black = 0, tyre = 0, rim = 0, chrome = 0, headlamp = 0, tail = 0, gap = 0, reverse = 0

  init(model: VehicleModel, paint: Paint, lamps: Lamps) {
    shape = model.shape
    self.paint = paint
    self.lamps = lamps
    mixMaterials()
    addLowerBody()
    addGreenhouse()
    addWheels()
    addMirrors()
    if shape.hasBox { addLoadBox() }
    paintSides()
    paintFront()
    paintRear()
  }

  private var half: Double { shape.length / 2 }
  private var isBoxy: Bool { shape.screenFoot > half - 0.3 }
  private var clearance: Double { isBoxy && shape.height > 2.2 ? 0.32 : 0.20 }

  private mutating func mixMaterials() {
    metal = mesh.material(paint.colour, drawing_coat, gloss: 0.85)
    glass = mesh.material(.grey(0.012), drawing_glass, gloss: 0.9)
    black = mesh.material(.grey(0.022), drawing_coat, gloss: 0.25)
    tyre = mesh.material(.grey(0.018))
    rim = mesh.material(.grey(0.30), drawing_coat, gloss: 0.6)
    chrome = mesh.material(.grey(0.45), drawing_coat, gloss: 1)
    gap = mesh.material(paint.colour * 0.22)
    let beam = lamps.areHeadlampsOn ? Colour(5, 4.8, 4.4) : .black
    headlamp = mesh.material(Colour(0.42, 0.44, 0.46), drawing_glass, gloss: 1, emission: beam)
    let red = lamps.isBraking ? Colour(2.6, 0.10, 0.06) : lamps.areHeadlampsOn ? Colour(0.75, 0.03, 0.02) : Colour(0.02, 0, 0)
    tail = mesh.material(Colour(0.22, 0.010, 0.010), drawing_glass, gloss: 0.9, emission: red)
    reverse = mesh.material(Colour(0.40, 0.38, 0.36), drawing_glass, gloss: 0.9)
  }

  /// One cross-section of the lower body, from the middle of the floor up one side to the middle of the top, mirrored.
  private func section(at y: Double, width: Double, bottom: Double, top: Double, sweep: Double) -> [Vector3] {
    let w = width / 2
    let middle = bottom + (top - bottom) * 0.55
    let side: [(Double, Double)] = [
      (0, bottom), (w * 0.84, bottom), (w * 0.95, bottom + 0.05), (w * 0.985, bottom + (middle - bottom) * 0.5), (w, middle),
      (w * 0.99, top - (top - middle) * 0.40), (w * 0.965, top - 0.07), (w * 0.92, top - 0.02), (w * 0.80, top + 0.008), (0, top + 0.025),
    ]
    let right = side.map { Vector3($0.0, y - sweep * pow($0.0 / w, 2), $0.1) }
    return right + right.dropLast().reversed().map { Vector3(-$0.x, $0.y, $0.z) }
  }

  private mutating func addLowerBody() {
    let w = shape.width
    let low = clearance
    let front = isBoxy ? 0.06 : 0.15, back = isBoxy ? 0.04 : 0.11
    let bonnet = isBoxy ? shape.belt : shape.nose + (shape.belt - shape.nose) * 0.35
    let stations: [(y: Double, width: Double, bottom: Double, top: Double, sweep: Double)] = [
      (-half, w * 0.86, low + 0.12, shape.boot * 0.86, back),
      (-half + 0.04, w * 0.93, low + 0.05, shape.boot * 0.93, back),
      (-half + 0.16, w * 0.975, low, shape.boot * 0.985, back * 0.6),
      (-half + 0.42, w * 0.995, low, shape.boot, back * 0.2),
      (shape.backFoot + 0.1, w, low, shape.boot, 0),
      (0, w, low, shape.belt, 0),
      (shape.screenFoot - 0.05, w, low, shape.belt, 0),
      (max(shape.screenFoot + 0.05, (shape.screenFoot + half) / 2), w * 0.99, low, bonnet + (shape.belt - bonnet) * 0.5, front * 0.2),
      (half - 0.26, w * 0.975, low, bonnet, front * 0.5),
      (half - 0.09, w * 0.95, low + 0.01, bonnet - 0.035, front * 0.9),
      (half - 0.02, w * 0.90, low + 0.05, bonnet - 0.10, front),
      (half, w * 0.84, low + 0.12, bonnet - 0.19, front),
    ]
    let ordered = stations.sorted { $0.y < $1.y }
    let rows = ordered.map { section(at: $0.y, width: $0.width, bottom: $0.bottom, top: $0.top, sweep: $0.sweep) }
    mesh.sheet(rows, material: metal)
    if let rear = rows.first, let nose = rows.last {
      cap(rear)
      cap(nose)
    }
  }

  /// Closes an end with a sheet between its two sides, so that it keeps the sweep of the bumper.
  private mutating func cap(_ ring: [Vector3]) {
    let count = ring.count / 2
    guard let base = ring.first else { return }
    let rows = (0...count).map { index -> [Vector3] in
      let right = ring[index]
      let edge = ring[min(4, count)]
      let sweep = (base.y - edge.y) / max(0.01, edge.x * edge.x)
      return (-4...4).map { step in
        let x = right.x * Double(step) / 4
        return Vector3(x, base.y - sweep * x * x, right.z)
      }
    }
    mesh.sheet(rows, material: metal)
  }

  private mutating func addGreenhouse() {
    let w = shape.width
    let belt = shape.belt - 0.02, roof = shape.height
    let lean = isBoxy ? 0.93 : 0.78
    let rings: [(z: Double, front: Double, back: Double, width: Double, round: Double)] = [
      (belt, shape.screenFoot, shape.backFoot, w * 0.93, 0.16),
      (belt + (roof - belt) * 0.45, blend(shape.screenFoot, shape.screenHead, 0.50), blend(shape.backFoot, shape.backHead, 0.46), w * blend(0.93, lean, 0.40), 0.17),
      (roof - 0.10, blend(shape.screenFoot, shape.screenHead, 0.93), blend(shape.backFoot, shape.backHead, 0.92), w * (lean + 0.015), 0.18),
      (roof - 0.035, shape.screenHead - 0.05, shape.backHead + 0.06, w * (lean - 0.05), 0.20),
      (roof, shape.screenHead - 0.28, shape.backHead + 0.30, w * (lean - 0.22), 0.22),
      (roof + 0.012, (shape.screenHead + shape.backHead) / 2 + 0.01, (shape.screenHead + shape.backHead) / 2 - 0.01, 0.02, 0),
    ]
    mesh.sheet(rings.map { ring(z: $0.z, front: $0.front, back: $0.back, width: $0.width, round: $0.round) }, material: metal)
  }

  private func blend(_ a: Double, _ b: Double, _ share: Double) -> Double { a + (b - a) * share }

  /// A rectangle with rounded corners at one height.
  private func ring(z: Double, front: Double, back: Double, width: Double, round: Double) -> [Vector3] {
    let w = width / 2
    let r = min(round, w * 0.9, abs(front - back) / 2 * 0.9)
    let corners = [(w - r, front - r, 0.0), (-(w - r), front - r, 90.0), (-(w - r), back + r, 180.0), (w - r, back + r, 270.0)]
    var points: [Vector3] = []
    for (x, y, start) in corners {
      for step in 0...4 {
        let turn = (start + 22.5 * Double(step)) * .pi / 180
        points.append(Vector3(x + r * cos(turn), y + r * sin(turn), z))
      }
    }
    return points + points.prefix(1)
  }

  private mutating func addWheels() {
    let radius = shape.wheel
    let outer = shape.width / 2 - 0.015
    for y in [shape.axle, -shape.axle] {
      for side in [1.0, -1.0] {
        let inside = Vector3(side * (outer - 0.22), y, radius), outside = Vector3(side * outer, y, radius)
        mesh.bar(from: inside, to: outside, radius: radius, sides: 24, material: tyre, cap: tyre)
        let face = outside + Vector3(side * 0.006, 0, 0)
        mesh.bar(from: outside, to: face, radius: radius * 0.64, sides: 20, material: rim, cap: rim)
        for spoke in 0..<5 {
          let turn = Double(spoke) / 5 * 2 * .pi
          let middle = face + Vector3(side * 0.004, cos(turn) * radius * 0.40, sin(turn) * radius * 0.40)
          mesh.bar(from: middle, to: middle + Vector3(side * 0.004, 0, 0), radius: radius * 0.14, sides: 8, material: black, cap: black)
        }
      }
    }
  }

  private mutating func addMirrors() {
    let y = shape.screenFoot - (isBoxy ? 0.1 : 0.38)
    let z = shape.belt + (isBoxy && shape.height > 2 ? 0.45 : 0.09)
    for side in [1.0, -1.0] {
      let x = side * (shape.width / 2 + 0.05)
      mesh.bar(from: Vector3(side * (shape.width / 2 - 0.12), y + 0.02, z - 0.05), to: Vector3(x, y, z), radius: 0.03, sides: 6, material: black)
      mesh.ball(at: Vector3(x, y, z), radii: Vector3(0.095, 0.055, isBoxy ? 0.14 : 0.07), rings: 8, material: isBoxy ? black : metal)
    }
  }

  private mutating func addLoadBox() {
    let w = shape.width / 2 + 0.03
    let box = mesh.material(Colour(0.50, 0.50, 0.48), drawing_facade)
    let canvas = mesh.material(Colour(0.07, 0.12, 0.22), drawing_facade)
    let front = shape.backFoot - 0.12
    mesh.box(from: Vector3(-w, -half + 0.05, 1.0), to: Vector3(w, front, shape.height + 0.35), material: paint == .white ? box : canvas)
    mesh.box(from: Vector3(-w * 0.9, -half + 0.1, 0.55), to: Vector3(w * 0.9, front, 0.95), material: black)
    for x in [-w + 0.02, -0.012, w - 0.045] {
      mesh.box(from: Vector3(x, -half + 0.03, 1.0), to: Vector3(x + 0.025, -half + 0.05, shape.height + 0.33), material: chrome)
    }
  }
}
