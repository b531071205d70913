import Foundation
import Traffic
import WebReception

/// The eight numbers of the form for stop line and red lamp, as they are written in it.
struct MarksForm: Sendable, Hashable {
  private static let names: [(name: String, label: String)] = [
    ("x1", "Line, first end, across"), ("y1", "Line, first end, down"), ("x2", "Line, second end, across"), ("y2", "Line, second end, down"),
    ("x", "Lamp, left edge"), ("y", "Lamp, top edge"), ("w", "Lamp, width"), ("h", "Lamp, height"),
  ]
  /// Where the handles lie before anything is drawn: in nobody's way, and easy to get hold of.
  private static let start = VideoMarks(
    stopLine: .init(from: .init(x: 0.2, y: 0.7), to: .init(x: 0.8, y: 0.7)), redLamp: Box(x: 0.85, y: 0.1, width: 0.05, height: 0.08))

  private var values: [String]

  init(_ marks: VideoMarks?) {
    let marks = marks ?? Self.start
    let (line, lamp) = (marks.stopLine, marks.redLamp)
    values = [line.from.x, line.from.y, line.to.x, line.to.y, lamp.x, lamp.y, lamp.width, lamp.height].map(Wording.raw)
  }

  init(_ form: FormFields) { values = Self.names.map { form[$0.name] ?? "" } }

  var fields: [MarksPage.Field] {
    zip(Self.names, values).map { MarksPage.Field(name: $0.name, label: $0.label, value: $1) }
  }

  /// What is marked.
  /// - Throws: ``PageFault/badForm(_:)`` that says what would be right.
  func marks() throws(PageFault) -> VideoMarks {
    let numbers = values.compactMap { Double($0.replacing(",", with: ".")) }.filter(\.isFinite)
    guard numbers.count == Self.names.count else { throw .badForm("Please fill in all eight numbers, each from 0 to 1.") }
    let marks = VideoMarks(
      stopLine: .init(from: .init(x: numbers[0], y: numbers[1]), to: .init(x: numbers[2], y: numbers[3])),
      redLamp: Box(x: numbers[4], y: numbers[5], width: numbers[6], height: numbers[7]))
    if let fault = marks.fault { throw .badForm("\(Wording.sentence(fault)).") }
    return marks
  }
}
