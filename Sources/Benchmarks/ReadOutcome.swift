import Recognition
import Traffic

/// What a reader made of one photograph.
struct ReadOutcome: Sendable {
  var label: String
  /// The first answer; empty where there was none.
  var answer: String
  var isFound: Bool
  var milliseconds: Double

  init(label: String, answer: String, isFound: Bool, milliseconds: Double) {
    self.label = label
    self.answer = answer
    self.isFound = isFound
    self.milliseconds = milliseconds
  }

  init(_ reading: Reading, of photo: LabelledPhoto) {
    let width = Double(reading.pixelWidth)
    let height = Double(reading.pixelHeight)
    let wanted = Box(x: photo.box.x / width, y: photo.box.y / height, width: photo.box.width / width, height: photo.box.height / height)
    self.init(
      label: photo.plate, answer: reading.plates.first?.plate.text ?? "",
      isFound: reading.plates.contains { ($0.box?.overlap(with: wanted) ?? 0) >= 0.5 }, milliseconds: reading.milliseconds)
  }

  static func folded(_ text: String) -> String { text.replacing("O", with: "0") }
}
