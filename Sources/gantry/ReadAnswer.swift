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
    /// Of videos: when and how the vehicle passed.
    var passage: Passage?

    /// The passage's keys stand beside the plate's own.
    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(text, forKey: .text)
      try container.encode(confidence, forKey: .confidence)
      try container.encodeIfPresent(region, forKey: .region)
      try container.encode(box, forKey: .box)
      try container.encode(candidates, forKey: .candidates)
      try passage?.encode(to: encoder)
    }

    private enum CodingKeys: CodingKey { case text, confidence, region, box, candidates }
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
    plates = reading.plates.map { Plate($0, pixelWidth: reading.pixelWidth, pixelHeight: reading.pixelHeight) }
  }

  /// Lines for a person.
  func table() -> String {
    var lines = (plates ?? []).map { "\(file): \($0.line)" }
    if let error { lines.append("\(file): \(error)") } else if lines.isEmpty { lines = ["\(file): no plate"] }
    return lines.joined(separator: "\n")
  }

  static func rounded(_ value: Double, _ steps: Double) -> Double { (value * steps).rounded() / steps }
}

extension ReadAnswer.Plate {
  init(_ read: PlateRead, pixelWidth: Int, pixelHeight: Int) {
    text = read.plate.text
    confidence = ReadAnswer.rounded(read.confidence, 10_000)
    region = read.region
    box = .init(read.box ?? Box(x: 0, y: 0, width: 1, height: 1), pixelWidth: pixelWidth, pixelHeight: pixelHeight)
    candidates = read.candidates.map { .init(text: $0.plate.text, confidence: ReadAnswer.rounded($0.confidence, 10_000)) }
  }

  /// For a person.
  var line: String {
    let percent = "\(Int((confidence * 100).rounded())) %"
    let others = candidates.dropFirst().prefix(3).map(\.text).joined(separator: ", ")
    let place = passage?.line ?? "at \(box.x), \(box.y)"
    let line = [text.padding(toLength: 12, withPad: " ", startingAt: 0), percent, region ?? "--", place].joined(separator: "  ")
    return line + (others.isEmpty ? "" : "  or \(others)")
  }
}

extension ReadAnswer.Pixels {
  init(_ box: Box, pixelWidth: Int, pixelHeight: Int) {
    func whole(_ fraction: Double, _ length: Int) -> Int { Int((fraction * Double(length)).rounded()) }
    x = whole(box.x, pixelWidth)
    y = whole(box.y, pixelHeight)
    width = whole(box.width, pixelWidth)
    height = whole(box.height, pixelHeight)
  }
}
