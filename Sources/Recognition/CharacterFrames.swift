import Foundation

/// What the reader saw, column by column: for each of some forty frames how probable each character is, and how probable none.
///
/// Class 0 is the blank of connectionist temporal classification (Graves et al., 2006); class 1 + code is a character.
struct CharacterFrames: Sendable {
  static let classes = 1 + PlateText.characterCount

  /// Frame after frame, ``classes`` probabilities each.
  let probabilities: [Double]

  var count: Int { probabilities.count / Self.classes }

  init(probabilities: [Double]) {
    self.probabilities = probabilities
  }

  /// - Parameter logits: frame after frame; what is not a number counts as impossible.
  init(logits: UnsafeBufferPointer<Float>) {
    let frames = logits.count / Self.classes
    var values = [Double](repeating: 0, count: frames * Self.classes)
    for frame in 0..<frames {
      let range = frame * Self.classes..<(frame + 1) * Self.classes
      let highest = range.reduce(-Float.infinity) { logits[$1].isFinite ? max($0, logits[$1]) : $0 }
      var sum = 0.0
      for index in range where logits[index].isFinite {
        values[index] = exp(Double(logits[index] - highest))
        sum += values[index]
      }
      for index in range { values[index] = sum > 0 ? values[index] / sum : 1 / Double(Self.classes) }
    }
    probabilities = values
  }

  subscript(frame: Int, code: UInt8) -> Double { probabilities[frame * Self.classes + 1 + Int(code)] }

  func blank(_ frame: Int) -> Double { probabilities[frame * Self.classes] }
}
