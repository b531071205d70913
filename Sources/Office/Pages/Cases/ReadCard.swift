import Traffic

/// What one reader made of the plate, with the characters marked on which readers differ.
struct ReadCard: Sendable {
  var reader: String
  var readerLabel: String
  var raw: String
  var plateText: String
  var characters: [Character]
  /// How sure the reader was; `nil` for a person, who says what they read and not how surely.
  var confidenceLabel: String?
  var confidence: String?
  var region: String?
  var changesLabel: String?
  var candidates: [Candidate]

  struct Character: Sendable, Hashable {
    var character: String
    var isDifferent: Bool
  }

  struct Candidate: Sendable, Hashable {
    var candidateText: String
    var candidateLabel: String
  }

  /// The candidates that are worth showing; the rest is noise.
  private static let candidatesShown = 5
  /// What is less likely would be shown as 0 %.
  private static let leastConfidence = 0.005

  static func cards(_ reads: [PlateRead]) -> [ReadCard] {
    reads.enumerated().map { index, read in
      let others = reads.enumerated().filter { $0.offset != index }.map(\.element.plate)
      return ReadCard(read, others: others)
    }
  }

  init(_ read: PlateRead, others: [Plate]) {
    reader = read.reader.rawValue
    readerLabel = read.reader.label
    raw = read.raw
    plateText = read.plate.grouped
    characters = Self.characters(of: read.plate, differingFrom: others)
    let isMachine = read.reader != .person
    confidenceLabel = isMachine ? Wording.percent(read.confidence) : nil
    confidence = isMachine ? Wording.decimal(read.confidence, places: 2) : nil
    region = read.region
    changesLabel = read.changes.isEmpty ? nil : read.changes.joined(separator: ", ")
    let likely = isMachine ? read.candidates.filter { $0.confidence >= Self.leastConfidence } : []
    candidates = likely.prefix(Self.candidatesShown).map {
      Candidate(candidateText: $0.plate.grouped, candidateLabel: Wording.percent($0.confidence))
    }
  }

  /// A character is different where another reader's plate does not have it at that place, missing or surplus characters allowed for.
  static func characters(of plate: Plate, differingFrom others: [Plate]) -> [Character] {
    let own = Array(plate.text)
    var different: Set<Int> = []
    for other in others {
      for change in own.difference(from: Array(other.text)) {
        if case .insert(let offset, _, _) = change { different.insert(offset) }
      }
    }
    return own.enumerated().map { Character(character: String($0.element), isDifferent: different.contains($0.offset)) }
  }
}

extension PlateRead.Reader {
  var label: String {
    switch self {
    case .camera: "Camera"
    case .server: "Server"
    case .person: "Reviewer"
    }
  }
}
