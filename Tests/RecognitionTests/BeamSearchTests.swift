import Testing

@testable import Recognition

@Suite struct BeamSearchTests {
  /// Frames from rows such as `"A:0.6 B:0.3 -:0.1"`, where `-` is the blank.
  private func frames(_ rows: [String]) -> CharacterFrames {
    var values: [Double] = []
    for row in rows {
      var frame = [Double](repeating: 0, count: CharacterFrames.classes)
      for entry in row.split(separator: " ") {
        let parts = entry.split(separator: ":")
        let place = parts[0] == "-" ? 0 : 1 + Int(PlateText(String(parts[0]))!.codes[0])
        frame[place] = Double(parts[1])!
      }
      values += frame
    }
    return CharacterFrames(probabilities: values)
  }

  private func best(_ rows: [String]) -> String { BeamSearch().texts(in: frames(rows))[0].text.string }

  @Test func repeatsCollapseAndBlanksSeparate() {
    #expect(best(["0:1", "0:1", "-:1", "1:1", "A:1"]) == "01A")
    #expect(best(["A:1", "-:1", "A:1"]) == "AA")
    #expect(best(["A:1", "A:1"]) == "A")
    #expect(best(["-:1", "-:1"]) == "")
  }

  @Test func pathsOfOneTextAreAdded() throws {
    // The best single path is two blanks (0.36); "A" has three paths of 0.24, 0.24 and 0.16.
    let found = BeamSearch().texts(in: frames(["-:0.6 A:0.4", "-:0.6 A:0.4"]))
    #expect(found[0].text.string == "A")
    #expect(abs(found[0].probability - 0.64) < 1e-12)
    #expect(abs(found[1].probability - 0.36) < 1e-12)
  }

  @Test func beamsAreEveryTextWhereThereAreFew() {
    var random = SplitMix(state: 7)
    for _ in 0..<50 {
      let rows = (0..<4).map { _ in
        let weights = (0..<3).map { _ in Double.random(in: 0.05...1, using: &random) }
        let sum = weights.reduce(0, +)
        return "-:\(weights[0] / sum) 7:\(weights[1] / sum) B:\(weights[2] / sum)"
      }
      let found = BeamSearch(width: 200).texts(in: frames(rows))
      #expect(abs(found.reduce(0) { $0 + $1.probability } - 1) < 1e-9)
      let exact = exhaustive(frames(rows))
      for one in found { #expect(abs((exact[one.text.string] ?? 0) - one.probability) < 1e-9) }
    }
  }

  @Test func widthAndLengthAreBounded() {
    let noise = frames((0..<40).map { _ in "-:0.2 A:0.2 B:0.2 1:0.2 2:0.2" })
    let found = BeamSearch().texts(in: noise)
    #expect(found.count == 8)
    #expect(found.allSatisfy { $0.text.count <= 12 })
  }

  @Test func logitsBecomeProbabilities() {
    var logits = [Float](repeating: 0, count: 74)
    logits[1] = 1_000
    logits[37] = .nan
    logits[38] = .infinity
    let frames = logits.withUnsafeBufferPointer { CharacterFrames(logits: $0) }
    #expect(frames.count == 2)
    #expect(frames[0, 0] == 1)
    #expect(frames.blank(1) == 0)
    #expect(abs(frames.probabilities[37...].reduce(0, +) - 1) < 1e-9)
  }

  /// Every path spelt out, for a handful of frames.
  private func exhaustive(_ frames: CharacterFrames) -> [String: Double] {
    var paths: [(classes: [Int], probability: Double)] = [([], 1)]
    for frame in 0..<frames.count {
      paths = paths.flatMap { path in
        (0..<CharacterFrames.classes).compactMap { number in
          let probability = frames.probabilities[frame * CharacterFrames.classes + number]
          return probability > 0 ? (path.classes + [number], path.probability * probability) : nil
        }
      }
    }
    var texts: [String: Double] = [:]
    for path in paths {
      var codes: [UInt8] = []
      for (index, number) in path.classes.enumerated() where number > 0 && (index == 0 || path.classes[index - 1] != number) {
        codes.append(UInt8(number - 1))
      }
      texts[PlateText(codes: codes).string, default: 0] += path.probability
    }
    return texts
  }
}
