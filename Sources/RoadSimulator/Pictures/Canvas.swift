import CVision
import Foundation

/// A picture in memory. Owned by whoever draws; copies are explicit.
final class Canvas {
  let handle: OpaquePointer

  private init(_ handle: OpaquePointer) { self.handle = handle }

  convenience init(width: Int, height: Int, colour: Colour = .black) throws(SimulatorError) {
    guard let handle = drawing_create(Int32(width), Int32(height), colour.drawn) else { throw .drawing("no room for \(width) × \(height) pixels") }
    self.init(handle)
  }

  /// A picture that was encoded before.
  convenience init(jpeg: Data) throws(SimulatorError) {
    let decoded = jpeg.withUnsafeBytes { drawing_decode($0.bindMemory(to: UInt8.self).baseAddress, $0.count) }
    guard let decoded else { throw .drawing("a kept background could not be read") }
    self.init(decoded)
  }

  deinit { drawing_free(handle) }

  func copy() throws(SimulatorError) -> Canvas {
    guard let copied = drawing_copy(handle) else { throw .drawing("no room for a copy") }
    return Canvas(copied)
  }

  func resized(width: Int, height: Int) throws(SimulatorError) -> Canvas {
    guard let small = drawing_resized(handle, Int32(width), Int32(height)) else { throw .drawing("no room for a smaller copy") }
    return Canvas(small)
  }

  /// JPEG with the quality of a camera, 1 to 100.
  func jpeg(quality: Int) throws(SimulatorError) -> Data {
    var count = 0
    guard let bytes = drawing_encode(handle, Int32(quality), &count) else { throw .drawing("JPEG encoding failed") }
    defer { drawing_release(bytes) }
    return Data(bytes: bytes, count: count)
  }

  // What follows draws. A call fails only for lack of memory, which the next `copy` or `jpeg` reports.

  func line(_ points: [drawing_point], thickness: Double, _ colour: Colour) {
    _ = drawing_polyline(handle, points, Int32(points.count), Float(thickness), colour.drawn)
  }

  func fill(_ points: [drawing_point], _ colour: Colour) {
    _ = drawing_polygon(handle, points, Int32(points.count), colour.drawn)
  }

  func soften(_ points: [drawing_point], over softness: Double, factor: Double, adding colour: Colour = .black) {
    _ = drawing_soft_polygon(handle, points, Int32(points.count), Float(softness), Float(factor), colour.drawn)
  }

  func glow(at point: (x: Double, y: Double), radius: Double, _ colour: Colour) {
    _ = drawing_glow(handle, drawing_point(point.x, point.y), Float(radius), colour.drawn)
  }

  func lay(_ picture: Canvas, onto corners: [drawing_point], gain: Double) {
    guard corners.count == 4 else { return }
    _ = drawing_picture(handle, picture.handle, corners, Float(gain))
  }

  func label(_ text: String, at point: (x: Double, y: Double), height: Double, _ colour: Colour) {
    _ = drawing_label(handle, text, drawing_point(point.x, point.y), Float(height), colour.drawn)
  }

  func finish(blur: Double, vignette: Double, noise: Double, seed: UInt32) {
    _ = drawing_finish(handle, Float(blur), Float(vignette), Float(noise), seed)
  }
}

extension drawing_point {
  init(_ x: Double, _ y: Double) { self.init(x: Float(x), y: Float(y)) }
}
