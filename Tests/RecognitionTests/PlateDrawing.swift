import CVision
import Foundation

@testable import Recognition

/// Drawn pictures for tests: a plate with one or two rows of text on even bodywork.
struct PlateDrawing {
  private let canvas: OpaquePointer?
  let size: PixelSize

  init(size: PixelSize, brightness: Float = 0.1) {
    self.size = size
    canvas = drawing_create(Int32(size.width), Int32(size.height), drawing_colour(red: brightness, green: brightness, blue: brightness))
  }

  /// A picture with a plate in its middle, `height` pixels high.
  static func plate(_ rows: [String], width: Double, height: Double, in size: PixelSize) -> (jpeg: Data, corners: Quadrilateral) {
    let drawing = PlateDrawing(size: size)
    let (left, top) = ((Double(size.width) - width) / 2, (Double(size.height) - height) / 2)
    drawing.fill(left - 3, top - 3, width + 6, height + 6, 0.02)
    drawing.fill(left, top, width, height, 0.8)
    let rowHeight = height / Double(rows.count)
    for (index, text) in rows.enumerated() {
      // The letters of the drawing's typeface are about nine tenths as wide as high.
      let letter = min(rowHeight * 0.62, width * 0.92 / (0.92 * Double(text.count)))
      let baseline = top + rowHeight * (Double(index) + 0.5) + letter / 2
      drawing.write(text, left: left + (width - letter * 0.92 * Double(text.count)) / 2, baseline: baseline, height: letter)
    }
    return (drawing.jpeg(), rectangle(left, top, width, height))
  }

  static func rectangle(_ x: Double, _ y: Double, _ width: Double, _ height: Double) -> Quadrilateral {
    typealias Corner = Quadrilateral.Corner
    return Quadrilateral(
      topLeft: Corner(x: x, y: y), topRight: Corner(x: x + width, y: y), bottomRight: Corner(x: x + width, y: y + height),
      bottomLeft: Corner(x: x, y: y + height))
  }

  func fill(_ x: Double, _ y: Double, _ width: Double, _ height: Double, _ brightness: Float) {
    let corners = PlateDrawing.rectangle(x, y, width, height).corners.map { drawing_point(x: Float($0.x), y: Float($0.y)) }
    _ = drawing_polygon(canvas, corners, 4, drawing_colour(red: brightness, green: brightness, blue: brightness))
  }

  func write(_ text: String, left: Double, baseline: Double, height: Double) {
    let ink = drawing_colour(red: 0.01, green: 0.01, blue: 0.01)
    _ = drawing_label(canvas, text, drawing_point(x: Float(left), y: Float(baseline)), Float(height), ink)
  }

  /// Encodes the picture and lets go of it: the last thing done with a drawing.
  func jpeg(quality: Int32 = 92) -> Data {
    defer { drawing_free(canvas) }
    var count = 0
    guard let bytes = drawing_encode(canvas, quality, &count) else { return Data() }
    defer { drawing_release(bytes) }
    return Data(bytes: bytes, count: count)
  }
}
