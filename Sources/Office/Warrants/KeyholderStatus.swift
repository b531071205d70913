public import Sealing

/// What a keyholder says of itself.
public struct KeyholderStatus: Sendable, Hashable {
  /// The size of the tree of the log that it has seen last; 0 for none.
  public let treeSize: Int
  /// The size of the largest tree that it has seen, for each log by its name; empty where it does not say.
  public let treeSizes: [String: Int]
  /// The days it has keys of.
  public let days: Set<UTCDay>

  /// The days whose keys it keeps beyond their time, because a court or the law says so.
  public let heldDays: Set<UTCDay>

  public init(treeSize: Int, treeSizes: [String: Int] = [:], days: Set<UTCDay>, heldDays: Set<UTCDay> = []) {
    self.treeSize = treeSize
    self.treeSizes = treeSizes
    self.days = days
    self.heldDays = heldDays
  }

  /// How many entries of a log it has seen.
  func size(seenOf origin: String) -> Int { treeSizes[origin] ?? treeSizes[""] ?? (treeSizes.isEmpty ? treeSize : 0) }
}
