public import Sealing

/// What a keyholder says of itself.
public struct KeyholderStatus: Sendable, Hashable {
  /// The size of the largest tree of the log that it has seen; 0 for none.
  public let treeSize: Int
  /// The days it has keys of.
  public let days: Set<UTCDay>

  public init(treeSize: Int, days: Set<UTCDay>) {
    self.treeSize = treeSize
    self.days = days
  }
}
