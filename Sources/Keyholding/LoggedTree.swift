public import Foundation

/// A state of the log that a quorum of witnesses has seen.
public struct LoggedTree: Hashable, Sendable {
  /// The log's name; empty where it is not known, in what earlier versions wrote.
  public let origin: String
  public let size: Int
  /// The Merkle tree's root, 32 bytes.
  public let root: Data
  /// When the witnesses saw it: the earliest of the times that make the quorum.
  public let witnessedAt: Date

  public init(origin: String = "", size: Int, root: Data, witnessedAt: Date) {
    self.origin = origin
    self.size = size
    self.root = root
    self.witnessedAt = witnessedAt
  }
}
