public import Sealing

/// A pass that a token was found at.
public struct FoundPass: Hashable, Sendable {
  /// Which of the questions it answers: its place in what was asked.
  public let lookup: Int
  public let record: SealedRecord
}
