import CVision
import Foundation
import Traffic

@testable import Recognition

/// A made-up road for tests: frames of 1000 × 500 pixels and plates that are where the test says.
enum VideoScript {
  static let width = 1000
  static let height = 500

  static func frame(_ seconds: Double, jpeg: Data = Data()) -> VideoFrame {
    let arrival = Date(timeIntervalSince1970: 1_000 + seconds)
    return VideoFrame(
      offset: .milliseconds(Int64((seconds * 1000).rounded())), arrivedAt: arrival, jpeg: jpeg, pixelWidth: width, pixelHeight: height)
  }

  /// A read with its middle at `x`, `y` and of the given width, all as fractions.
  static func read(
    _ text: String, _ confidence: Double = 0.9, x: Double, y: Double, width: Double = 0.06, others: [(String, Double)] = []
  ) -> PlateRead {
    let candidates = ([(text, confidence)] + others).map { PlateCandidate(plate: Plate(canonical: $0.0)!, confidence: $0.1) }
    return PlateRead(
      reader: .server, raw: text, plate: Plate(canonical: text)!, confidence: confidence, candidates: candidates,
      box: Box(x: x - width / 2, y: y - width / 4, width: width, height: width / 2))
  }

  /// A grey frame with a lamp at the top left, as a JPEG.
  static func picture(isRed: Bool, lamp: Box = VideoScript.lamp, quality: Int32 = 90) -> Data {
    let canvas = drawing_create(Int32(width), Int32(height), drawing_colour(red: 0.2, green: 0.2, blue: 0.2))!
    defer { drawing_free(canvas) }
    let colour = isRed ? drawing_colour(red: 1, green: 0.02, blue: 0.02) : drawing_colour(red: 0.05, green: 0.01, blue: 0.01)
    let left = Float(lamp.x * Double(width)), top = Float(lamp.y * Double(height))
    let right = left + Float(lamp.width * Double(width)), bottom = top + Float(lamp.height * Double(height))
    let corners = [(left, top), (right, top), (right, bottom), (left, bottom)].map { drawing_point(x: $0.0, y: $0.1) }
    _ = drawing_polygon(canvas, corners, 4, colour)
    var count = 0
    let bytes = drawing_encode(canvas, quality, &count)!
    defer { drawing_release(bytes) }
    return Data(bytes: bytes, count: count)
  }

  static let lamp = Box(x: 0.1, y: 0.1, width: 0.02, height: 0.04)
  static let marks = VideoMarks(stopLine: .init(from: .init(x: 0.2, y: 0.5), to: .init(x: 0.8, y: 0.5)), redLamp: lamp)

  /// Takes reads frame by frame, eight a second, and returns what has ended by the last one or is left.
  static func tracks(_ frames: [[PlateRead]], line: VideoMarks.StopLine? = nil) -> [PlateTrack] {
    var tracker = PlateTracker(line: line)
    var ended: [PlateTrack] = []
    for (index, reads) in frames.enumerated() { ended += tracker.take(reads, of: frame(Double(index) / 8)) }
    return ended + tracker.finish()
  }
}

/// Answers each picture with the next entry of a list; the last one goes on.
actor ScriptedReader: PlateReader {
  private let script: [[PlateRead]]
  private(set) var count = 0

  init(_ script: [[PlateRead]]) { self.script = script }

  func read(_ jpeg: Data, hint: ReadingHint) throws -> Reading {
    let size = try Picture.size(of: jpeg)
    defer { count += 1 }
    let plates = script.isEmpty ? [] : script[min(count, script.count - 1)]
    return Reading(pixelWidth: size.width, pixelHeight: size.height, milliseconds: 0, plates: plates)
  }
}
