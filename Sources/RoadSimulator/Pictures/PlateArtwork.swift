import CVision
import Foundation

/// Draws a number plate of 520 × 110 mm as it is made: embossed strokes on white, the region in its own field, the flag and the country's mark.
struct PlateArtwork: Sendable {
  /// Pixels of the artwork for a millimetre of the plate.
  static let pixelsPerMillimetre = 2.0
  static let widthMillimetres = 520.0
  static let heightMillimetres = 110.0

  private let glyphs: PlateGlyphs

  init(glyphs: PlateGlyphs) { self.glyphs = glyphs }

  /// A picture of the plate.
  /// - Parameters:
  ///   - text: canonical text of the plate.
  ///   - country: ISO 3166-1 alpha-2 of the country that issued it; decides the layout.
  ///   - wear: 0 for a clean plate, 1 for a dirty one.
  func draw(_ text: String, country: String, wear: Double, seed: UInt64) throws(SimulatorError) -> Canvas {
    let scale = Self.pixelsPerMillimetre
    let canvas = try Canvas(width: Int(Self.widthMillimetres * scale), height: Int(Self.heightMillimetres * scale), colour: .grey(0.03))
    fillRounded(canvas, 2, 2, 516, 106, radius: 9, .grey(0.50))
    fillRounded(canvas, 4, 4, 512, 102, radius: 7, .grey(0.025))
    fillRounded(canvas, 6.5, 6.5, 507, 97, radius: 6, Colour(0.56, 0.56, 0.545))
    if country == "UZ", text.count == 8 { drawUzbek(text, on: canvas) } else { drawForeign(text, country: country, on: canvas) }
    drawBolts(on: canvas)
    soil(canvas, wear: wear, seed: seed)
    return canvas
  }

  private let ink = Colour(0.008, 0.008, 0.010)

  private func drawUzbek(_ text: String, on canvas: Canvas) {
    write(String(text.prefix(2)), on: canvas, left: 20, top: 24, height: 64, width: 33, gap: 8)
    bar(canvas, 107, 7, 110.5, 103)
    let rest = text.dropFirst(2)
    var left = 124.0
    for (index, group) in groups(of: String(rest)).enumerated() {
      if index > 0 { left += 15 }
      left = write(group, on: canvas, left: left, top: 17, height: 76, width: 37.5, gap: 9.5)
    }
    drawFlag(on: canvas, left: 462, top: 26, width: 42, height: 24)
    write("UZ", on: canvas, left: 464, top: 60, height: 28, width: 14, gap: 7, colour: Colour(0.03, 0.12, 0.34))
  }

  /// Letters and digits that stand together: `A 123 BC`, `123 ABC`.
  private func groups(of text: String) -> [String] {
    var groups: [String] = []
    for character in text {
      if let last = groups.last?.last, last.isNumber == character.isNumber {
        groups[groups.count - 1].append(character)
      } else {
        groups.append(String(character))
      }
    }
    return groups
  }

  private func drawForeign(_ text: String, country: String, on canvas: Canvas) {
    let field = 62.0
    let count = Double(text.count)
    let gap = 9.0, between = Double(groups(of: text).count - 1) * 10
    let width = min(38, (Self.widthMillimetres - field - 40 - between) / count - gap)
    var left = field + 22 + max(0, (Self.widthMillimetres - field - 40 - between - count * (width + gap)) / 2)
    for (index, group) in groups(of: text).enumerated() {
      if index > 0 { left += 10 }
      left = write(group, on: canvas, left: left, top: 18, height: 74, width: width, gap: gap)
    }
    let blue = Colour(0.02, 0.07, 0.28)
    fillRounded(canvas, 8, 8, field - 6, 94, radius: 4, blue)
    write(country == "RU" ? "RUS" : country, on: canvas, left: 15, top: 64, height: 24, width: country == "RU" ? 9 : 13, gap: 5, colour: .grey(0.6))
  }

  /// Writes characters in millimetres of the plate and returns where the next one would begin.
  @discardableResult
  private func write(
    _ text: String, on canvas: Canvas, left: Double, top: Double, height: Double, width: Double, gap: Double, colour: Colour? = nil
  ) -> Double {
    let scale = Self.pixelsPerMillimetre
    let weight = glyphs.strokeWeight * height
    var x = left
    for character in text {
      for stroke in glyphs.glyphs[String(character)] ?? [] {
        let points = stroke.filter { $0.count == 2 }.map { point in
          drawing_point((x + weight / 2 + point[0] * (width - weight)) * scale, (top + weight / 2 + point[1] * (height - weight)) * scale)
        }
        canvas.line(points, thickness: weight * scale, colour ?? ink)
      }
      x += width + gap
    }
    return x
  }

  private func drawFlag(on canvas: Canvas, left: Double, top: Double, width: Double, height: Double) {
    let stripes: [(Double, Double, Colour)] = [
      (0, 0.32, Colour(0.02, 0.32, 0.55)), (0.32, 0.35, Colour(0.5, 0.03, 0.04)), (0.35, 0.65, .grey(0.75)), (0.65, 0.68, Colour(0.5, 0.03, 0.04)),
      (0.68, 1, Colour(0.02, 0.34, 0.10)),
    ]
    for (from, to, colour) in stripes {
      fillRounded(canvas, left, top + height * from, width, height * (to - from), radius: 0, colour)
    }
  }

  private func drawBolts(on canvas: Canvas) {
    for x in [115.0, 452.0] {
      let ring = (0..<12).map { step in
        let turn = Double(step) / 12 * 2 * .pi
        return drawing_point((x + cos(turn) * 2.6) * Self.pixelsPerMillimetre, (97 + sin(turn) * 2.6) * Self.pixelsPerMillimetre)
      }
      canvas.fill(ring, .grey(0.22))
    }
  }

  private func soil(_ canvas: Canvas, wear: Double, seed: UInt64) {
    var chance = SeededRandom(seed: seed)
    for _ in 0..<Int(3 + wear * 14) {
      let x = chance.number(in: 0...1040), y = chance.number(in: 40...230), size = chance.number(in: 12...90)
      let blot = [drawing_point(x, y), drawing_point(x + size, y + size * 0.2), drawing_point(x + size * 0.6, y + size * 0.5)]
      canvas.soften(blot, over: size * 0.5, factor: 1 - 0.22 * wear)
    }
  }

  private func bar(_ canvas: Canvas, _ x0: Double, _ y0: Double, _ x1: Double, _ y1: Double) {
    fillRounded(canvas, x0, y0, x1 - x0, y1 - y0, radius: 0, ink)
  }

  private func fillRounded(_ canvas: Canvas, _ x: Double, _ y: Double, _ width: Double, _ height: Double, radius: Double, _ colour: Colour) {
    let corners = [(x + width - radius, y + height - radius, 0.0), (x + radius, y + height - radius, 90), (x + radius, y + radius, 180), (x + width - radius, y + radius, 270)]
    var points: [drawing_point] = []
    for (middleX, middleY, start) in corners {
      for step in 0...(radius > 0 ? 4 : 0) {
        let turn = (start + 22.5 * Double(step)) * .pi / 180
        points.append(drawing_point((middleX + radius * cos(turn)) * Self.pixelsPerMillimetre, (middleY + radius * sin(turn)) * Self.pixelsPerMillimetre))
      }
    }
    canvas.fill(points, colour)
  }
}
