import Traffic

/// What many frames say about one plate, as one.
///
/// Each read gives its candidates their confidences, times a weight; the voted confidence is the weighted mean, a text that a read does not mention
/// counting 0 there. Reads of one plate share their errors (the same dirt, the same angle), so multiplying them, as if they were independent, would
/// promise too much.
struct PlateVote {
  /// Beyond so many texts the least probable are forgotten: a plate that stands in view for a day must not fill the memory.
  static let maximumTexts = 64

  private var weights: [Plate: Double] = [:]
  /// For each text the read that was surest of it, for what only a read can say: raw text, region, changes.
  private var surest: [Plate: (confidence: Double, read: PlateRead)] = [:]
  private var total = 0.0

  /// The sum of the confidences of all reads' best texts: one sure read counts as much as several vague ones.
  private(set) var support = 0.0

  mutating func add(_ read: PlateRead, weight: Double) {
    guard weight > 0 else { return }
    total += weight
    support += read.confidence
    for candidate in read.candidates {
      weights[candidate.plate, default: 0] += weight * candidate.confidence
      if candidate.confidence > surest[candidate.plate]?.confidence ?? -1 { surest[candidate.plate] = (candidate.confidence, read) }
    }
    if weights.count > Self.maximumTexts * 2 { forget() }
  }

  /// All texts with their voted confidences, best first.
  var candidates: [PlateCandidate] {
    guard total > 0 else { return [] }
    return weights.map { PlateCandidate(plate: $0.key, confidence: $0.value / total) }
      .sorted { ($0.confidence, $1.plate) > ($1.confidence, $0.plate) }
  }

  /// The voted text.
  var best: Plate? { weights.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key }

  /// How likely a read shows the plate that was voted for: 1 for the same text among its candidates, 0 for nothing in common.
  func likeness(to read: PlateRead) -> Double {
    guard let best else { return 0 }
    return read.candidates.reduce(0) { max($0, EditDistance.likeness($1.plate.text, best.text)) }
  }

  /// The voted read.
  /// - Parameter box: where the plate stands in the frame that is shown for it.
  func read(box: Box?) -> PlateRead? {
    let candidates = candidates
    guard let best = candidates.first, var read = surest[best.plate]?.read else { return nil }
    // A read that only had this text among its others says nothing of its region.
    if read.plate != best.plate { (read.region, read.changes) = (nil, []) }
    read.plate = best.plate
    read.confidence = best.confidence
    read.candidates = candidates
    read.box = box
    return read
  }

  private mutating func forget() {
    for candidate in candidates.dropFirst(Self.maximumTexts) {
      weights[candidate.plate] = nil
      surest[candidate.plate] = nil
    }
  }
}
