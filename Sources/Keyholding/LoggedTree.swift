public import Foundation

/// A state of the log that a quorum of witnesses has seen.
public struct LoggedTree: Hashable, Sendable {
  public let size: Int
  /// The Merkle tree's root, 32 bytes.
  public let root: Data
  /// When the witnesses saw it: the earliest of the times that make the quorum.
  public let witnessedAt: Date

  public init(size: Int, root: Data, witnessedAt: Date) {
    self.size = size
    self.root = root
    self.witnessedAt = witnessedAt
  }
}
