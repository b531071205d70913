import Foundation

/// A state of a log: how many entries it has and the root of the tree over them (C2SP `tlog-checkpoint`). Signed as a note.
public struct Checkpoint: Hashable, Sendable {
  private static let thing = "checkpoint"

  /// The log's name, which is its key's name too, such as `gantry.example/audit/2026`.
  public let origin: String
  public let size: Int
  public let root: TreeHash
  /// Further lines, which other logs may have and this one never writes. They are signed with the rest.
  public let extensions: [String]

  public init(origin: String, size: Int, root: TreeHash) {
    self.origin = origin
    self.size = size
    self.root = root
    extensions = []
  }

  /// - Parameter text: of a note.
  /// - Throws: ``TransparencyFault/malformed(_:_:)``.
  public init(text: String) throws(TransparencyFault) {
    let lines = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map { String(Substring($0)) }
    guard lines.count >= 4, lines.last == "", lines.dropLast().allSatisfy({ !$0.isEmpty }) else {
      throw .malformed(Self.thing, "it has a line for origin, size and root each, and no empty one.")
    }
    guard let size = Int(canonical: lines[1]) else { throw .malformed(Self.thing, "its size is not a number without leading zeros.") }
    guard let root = TreeHash(base64: lines[2]) else { throw .malformed(Self.thing, "its root is not 32 bytes in base64.") }
    guard size > 0 || root == .empty else { throw .malformed(Self.thing, "the root of an empty tree is SHA-256 of nothing.") }
    origin = lines[0]
    self.size = size
    self.root = root
    extensions = Array(lines[3..<lines.count - 1])
  }

  /// The note's text.
  public var text: String { "\(origin)\n\(size)\n\(root.base64)\n\(extensions.map { $0 + "\n" }.joined())" }
}
