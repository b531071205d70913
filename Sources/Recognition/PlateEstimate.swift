import Foundation
import Traffic

/// A plate that was found and read, with what its place among the others depends on.
struct PlateEstimate {
  /// A text shorter than this is a sticker or a grille.
  static let shortestText = 3
  /// Of what is less sure than this, found and read together, nobody could make anything.
  static let leastWorth = 0.02

  let read: PlateRead
  /// How sure the detector was.
  let score: Double

  /// How much there is to it: found for sure, read for sure.
  var worth: Double { score * read.confidence }

  /// - Returns: `nil` where no text was read: the detector was wrong, and the reader saw that there is no plate.
  init?(plate: FoundPlate, look: PlateLook, size: PixelSize) {
    guard let best = look.ranked.first, best.text.count >= Self.shortestText, let text = best.text.plate,
      let raw = look.texts.first(where: { $0.text.plate != nil })?.text
    else { return nil }
    let candidates = look.ranked.compactMap { one in one.text.plate.map { PlateCandidate(plate: $0, confidence: one.confidence) } }
    score = plate.score
    read = PlateRead(
      reader: .server, raw: raw.string, plate: text, confidence: best.confidence, region: best.region, candidates: candidates,
      box: plate.corners.box(in: size), changes: Self.changes(from: raw, to: best.text))
    guard worth >= Self.leastWorth else { return nil }
  }

  /// Best first. Where another reader's plate is known, the one most like it leads; that changes the order and no text.
  static func ordered(_ estimates: [PlateEstimate], expected: Plate?) -> [PlateEstimate] {
    func likeness(_ estimate: PlateEstimate) -> Double { expected.map { estimate.likeness(to: $0) } ?? 0 }
    return estimates.sorted { left, right in (likeness(left), left.worth) > (likeness(right), right.worth) }
  }

  /// 0 to 1: how much of a plate is in the likest candidate. Less than half in common is chance.
  func likeness(to plate: Plate) -> Double {
    let best = read.candidates.map { EditDistance.likeness($0.plate.text, plate.text) }.max() ?? 0
    return best < 0.5 ? 0 : best
  }

  private static func changes(from raw: PlateText, to text: PlateText) -> [String] {
    guard raw != text else { return [] }
    guard raw.count == text.count else { return ["\(raw.string)→\(text.string)"] }
    return zip(raw.string, text.string).enumerated().compactMap { place, pair in
      pair.0 == pair.1 ? nil : "\(place + 1): \(pair.0)→\(pair.1)"
    }
  }
}
