import Foundation

/// Passages that wait for their pictures to be drawn, with a bound: a simulator must never fall ever further behind.
actor DarkroomQueue {
  /// So many pieces of evidence are made before a still that waits gets its turn: evidence is what people wait for.
  private static let mostEvidenceInARow = 3

  /// What is wanted of a passage.
  enum Order: Sendable {
    case still(Passage)
    case evidence(Passage)
  }

  private let mostEvidence: Int
  private let mostStills: Int
  private var evidence: [Passage] = []
  private var stills: [Passage] = []
  private var evidenceInARow = 0

  init(mostEvidence: Int, mostStills: Int) {
    self.mostEvidence = mostEvidence
    self.mostStills = mostStills
  }

  /// Puts an order in; false where too much waits already.
  func add(_ order: Order) -> Bool {
    switch order {
    case .evidence(let passage):
      guard evidence.count < mostEvidence else { return false }
      evidence.append(passage)
    case .still(let passage):
      guard stills.count < mostStills else { return false }
      stills.append(passage)
    }
    return true
  }

  /// The next order; stills get a turn after every third piece of evidence.
  func take() -> Order? {
    let isStillsTurn = evidence.isEmpty || evidenceInARow >= Self.mostEvidenceInARow
    guard isStillsTurn, !stills.isEmpty else {
      guard !evidence.isEmpty else { return nil }
      evidenceInARow += 1
      return .evidence(evidence.removeFirst())
    }
    evidenceInARow = 0
    return .still(stills.removeFirst())
  }
}
