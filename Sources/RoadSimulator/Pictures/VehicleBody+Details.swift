import CVision
import Foundation

extension VehicleBody {
  private var half: Double { shape.length / 2 }
  private var isBoxy: Bool { shape.screenFoot > half - 0.3 }
  private var glassTop: Double { shape.height - 0.13 }
  private var glassFoot: Double { shape.belt + 0.045 }

  /// Side windows, doors, wheel arches and sills.
  mutating func paintSides() {
    for y in [shape.axle, -shape.axle] {
      let arch = (0..<12).map { step in
        let turn = Double(step) / 12 * 2 * .pi
        return (y + cos(turn) * shape.wheel * 1.17, shape.wheel + sin(turn) * shape.wheel * 1.17)
      }
      mesh.decal(drawing_side, arch, material: tyre)
    }
    mesh.decal(drawing_side, rectangle(-shape.axle + 0.4, shape.axle - 0.4, 0, 0.31), material: black)
    if isBoxy { paintBoxySide() } else { paintCarSide() }
  }

  private mutating func paintCarSide() {
    let low = glassFoot, high = glassTop
    let frontLow = shape.screenFoot - 0.30, frontHigh = shape.screenHead - 0.10
    let backLow = shape.backFoot + 0.30, backHigh = shape.backHead + 0.16
    let pillar = (shape.screenHead + shape.backHead) / 2 + 0.06
    mesh.decal(drawing_side, [(frontLow, low), (frontHigh, high), (pillar + 0.045, high), (pillar + 0.06, low)], material: glass)
    mesh.decal(drawing_side, [(pillar - 0.05, low), (pillar - 0.05, high), (backHigh, high), (backLow, low)], material: glass)
    for y in [shape.screenFoot - 0.26, pillar, -shape.axle + shape.wheel + 0.16] {
      mesh.decal(drawing_side, rectangle(y - 0.006, y + 0.006, 0.31, low), material: gap)
    }
    for y in [pillar + 0.16, -shape.axle + shape.wheel + 0.34] {
      mesh.decal(drawing_side, rectangle(y, y + 0.17, low - 0.17, low - 0.135), material: chrome)
    }
    mesh.decal(drawing_side, rectangle(shape.backFoot + 0.12, shape.screenFoot - 0.2, low - 0.045, low - 0.025), material: black)
  }

  private mutating func paintBoxySide() {
    let low = shape.belt + 0.06, high = shape.height - 0.22
    let end = shape.hasBox ? shape.backHead + 0.3 : -half + 0.3
    let door = half - 1.45
    mesh.decal(drawing_side, [(shape.screenFoot - 0.28, low), (shape.screenHead - 0.14, high), (door, high), (door, low)], material: glass)
    var edge = door - 0.10
    while edge - 0.9 > end, !shape.hasBox {
      mesh.decal(drawing_side, rectangle(edge - 0.86, edge, low, high), material: glass)
      edge -= 0.95
    }
    for y in [door - 0.05, half - 0.42] { mesh.decal(drawing_side, rectangle(y - 0.008, y + 0.008, 0.35, low), material: gap) }
  }

  /// Windscreen, grille, lamps and bumper.
  mutating func paintFront() {
    let w = shape.width / 2
    let top = isBoxy ? shape.belt : shape.nose + (shape.belt - shape.nose) * 0.35
    let lampHigh = top - (isBoxy ? 0.28 : 0.115), lampLow = lampHigh - 0.16
    mesh.decal(drawing_front, [(0, glassFoot - 0.02), (w * 0.80, glassFoot + 0.01), (w * (isBoxy ? 0.78 : 0.66), glassTop + 0.03), (0, glassTop + 0.045)], material: glass)
    mesh.decal(drawing_front, [(w * 0.50, lampLow + 0.03), (w * 0.60, lampLow), (w * 0.94, lampLow + 0.05), (w * 0.96, lampHigh + 0.03), (w * 0.62, lampHigh)], material: black)
    mesh.decal(drawing_front, [(w * 0.55, lampLow + 0.045), (w * 0.62, lampLow + 0.02), (w * 0.90, lampLow + 0.065), (w * 0.92, lampHigh), (w * 0.64, lampHigh - 0.02)], material: headlamp)
    mesh.decal(drawing_front, [(0, lampLow - 0.01), (w * 0.44, lampLow), (w * 0.50, lampHigh - 0.01), (0, lampHigh)], material: black)
    mesh.decal(drawing_front, rectangle(0, w * 0.46, (lampLow + lampHigh) / 2 - 0.012, (lampLow + lampHigh) / 2 + 0.012), material: chrome)
    mesh.decal(drawing_front, [(0, 0.24), (w * 0.55, 0.24), (w * 0.62, 0.36), (0, 0.37)], material: black)
    mesh.decal(drawing_front, [(w * 0.68, 0.28), (w * 0.80, 0.28), (w * 0.80, 0.38), (w * 0.68, 0.38)], material: black)
    if !isBoxy { mesh.decal(drawing_top, rectangle(0, w * 0.74, half - 0.30, half - 0.287), material: gap) }
  }

  /// Rear window, lamps, boot and bumper.
  mutating func paintRear() {
    guard !shape.hasBox else { return paintLoadRear() }
    let w = shape.width / 2
    let isHatch = shape.backFoot < -half * 0.85
    let lampHigh = isBoxy ? 1.05 : shape.boot * (isHatch ? 0.97 : 0.91), lampLow = lampHigh - (isHatch ? 0.30 : 0.20)
    let inner = isHatch || isBoxy ? 0.76 : 0.56
    mesh.decal(drawing_rear, [(0, glassFoot + 0.03), (w * 0.72, glassFoot + 0.05), (w * (isBoxy ? 0.74 : 0.62), glassTop), (0, glassTop + 0.02)], material: glass)
    mesh.decal(drawing_rear, [(w * inner, lampLow + 0.03), (w * 0.98, lampLow), (w * 0.99, lampHigh + 0.03), (w * (inner + 0.08), lampHigh)], material: tail)
    mesh.decal(drawing_rear, rectangle(w * (inner + 0.07), w * 0.90, lampLow + 0.05, lampLow + 0.09), material: reverse)
    let seam = shape.rearPlate - 0.16
    mesh.decal(drawing_rear, rectangle(0, w * 0.74, seam - 0.006, seam + 0.006), material: gap)
    mesh.decal(drawing_rear, rectangle(w * 0.735, w * 0.745, seam, lampLow + 0.04), material: gap)
    mesh.decal(drawing_rear, rectangle(0, 0.31, shape.rearPlate - 0.085, shape.rearPlate + 0.095), material: gap)
    mesh.decal(drawing_rear, rectangle(0, 0.30, shape.rearPlate + 0.080, shape.rearPlate + 0.105), material: chrome)
    mesh.decal(drawing_rear, rectangle(0, w * 0.86, 0, 0.34), material: black)
    mesh.decal(drawing_rear, rectangle(w * 0.60, w * 0.80, 0.38, 0.42), material: tail)
  }

  private mutating func paintLoadRear() {
    let w = shape.width / 2
    mesh.decal(drawing_rear, rectangle(w * 0.62, w * 0.86, 0.70, 0.84), material: tail)
  }

  private func rectangle(_ x0: Double, _ x1: Double, _ y0: Double, _ y1: Double) -> [(Double, Double)] {
    [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]
  }
}
