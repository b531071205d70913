/// Finds the most probable texts in what the reader saw (prefix beam search over CTC frames).
struct BeamSearch {
  /// How many beginnings are followed at a time.
  var width = 8
  /// Characters less probable than this in a frame are not followed.
  var floor = 0.001
  /// Longer texts are no plates.
  var maximumLength = 12

  struct Found: Hashable, Sendable {
    var text: PlateText
    var probability: Double
  }

  /// A beginning, by whether its last frame was blank: only then may the same character follow anew.
  private struct Weight {
    var blank = 0.0
    var character = 0.0
    var total: Double { blank + character }
  }

  /// - Returns: up to ``width`` texts, most probable first; the empty text may be among them.
  func texts(in frames: CharacterFrames) -> [Found] {
    var beams: [PlateText: Weight] = [PlateText(): Weight(blank: 1)]
    for frame in 0..<frames.count {
      let likely = (0..<UInt8(PlateText.characterCount)).filter { frames[frame, $0] >= floor }
      var next: [PlateText: Weight] = [:]
      for (text, weight) in beams { extend(text, weight, frame: frame, of: frames, with: likely, into: &next) }
      beams = Dictionary(uniqueKeysWithValues: best(of: next).map { ($0.key, $0.value) })
    }
    return best(of: beams).map { Found(text: $0.key, probability: $0.value.total) }
  }

  private func extend(
    _ text: PlateText, _ weight: Weight, frame: Int, of frames: CharacterFrames, with likely: [UInt8], into next: inout [PlateText: Weight]
  ) {
    next[text, default: Weight()].blank += weight.total * frames.blank(frame)
    if let last = text.codes.last { next[text, default: Weight()].character += weight.character * frames[frame, last] }
    guard text.count < maximumLength else { return }
    for code in likely {
      var longer = text
      longer.codes.append(code)
      let before = code == text.codes.last ? weight.blank : weight.total
      next[longer, default: Weight()].character += before * frames[frame, code]
    }
  }

  /// The most probable beginnings; equals in the order of their characters, so that the same frames always give the same texts.
  private func best(of beams: [PlateText: Weight]) -> ArraySlice<(key: PlateText, value: Weight)> {
    beams.sorted { left, right in
      if left.value.total != right.value.total { return left.value.total > right.value.total }
      return left.key.codes.lexicographicallyPrecedes(right.key.codes)
    }.prefix(width)
  }
}
