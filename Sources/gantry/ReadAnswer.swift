import Foundation
import Recognition
import Traffic

/// What `gantry read` prints of one file.
struct ReadAnswer: Encodable {
  var file: String
  var milliseconds: Double?
  var plates: [Plate]?
  var error: String?

  struct Plate: Encodable {
    var text: String
    var confidence: Double
    var region: String?
    var box: Pixels
    var candidates: [Candidate]
  }

  struct Candidate: Encodable {
    var text: String
    var confidence: Double
  }

  /// A box in whole pixels of the picture.
  struct Pixels: Encodable {
    var x: Int
    var y: Int
    var width: Int
    var height: Int
  }

  init(file: String, error: String) {
    self.file = file
    self.error = error
  }

  init(file: String, reading: Reading) {
    self.file = file
    milliseconds = Self.rounded(reading.milliseconds, 100)
    plates = reading.plates.map { read in
      Plate(
        text: read.plate.text, confidence: Self.rounded(read.confidence, 10_000), region: read.region,
        box: Self.pixels(of: read.box ?? Box(x: 0, y: 0, width: 1, height: 1), in: reading),
        candidates: read.candidates.map { Candidate(text: $0.plate.text, confidence: Self.rounded($0.confidence, 10_000)) })
    }
  }

  /// One line of JSON.
  func line() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }

  /// Lines for a person.
  func table() -> String {
    if let error { return "\(file): \(error)" }
    let plates = plates ?? []
    guard !plates.isEmpty else { return "\(file): no plate" }
    return plates.map { plate in
      let percent = "\(Int((plate.confidence * 100).rounded())) %"
      let others = plate.candidates.dropFirst().prefix(3).map(\.text).joined(separator: ", ")
      let line = [plate.text.padding(toLength: 12, withPad: " ", startingAt: 0), percent, plate.region ?? "--", "at \(plate.box.x), \(plate.box.y)"]
        .joined(separator: "  ")
      return "\(file): \(line)" + (others.isEmpty ? "" : "  or \(others)")
    }.joined(separator: "\n")
  }

  private static func pixels(of box: Box, in reading: Reading) -> Pixels {
    func whole(_ fraction: Double, _ length: Int) -> Int { Int((fraction * Double(length)).rounded()) }
    return Pixels(
      x: whole(box.x, reading.pixelWidth), y: whole(box.y, reading.pixelHeight), width: whole(box.width, reading.pixelWidth),
      height: whole(box.height, reading.pixelHeight))
  }

  private static func rounded(_ value: Double, _ steps: Double) -> Double { (value * steps).rounded() / steps }
}
