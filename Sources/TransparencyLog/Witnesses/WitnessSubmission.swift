public import Foundation

/// What a log sends to a witness: a checkpoint, and the proof that it continues the one that the witness signed last (C2SP `tlog-witness`,
/// `add-checkpoint`).
public struct WitnessSubmission: Hashable, Sendable {
  private static let thing = "submission to a witness"
  /// More would not lead anywhere: no tree is higher.
  private static let mostHashes = 63

  /// How many entries the state has that the proof starts from.
  public let oldSize: Int
  public let hashes: [TreeHash]
  public let checkpoint: SignedNote

  public init(oldSize: Int, hashes: [TreeHash], checkpoint: SignedNote) {
    self.oldSize = oldSize
    self.hashes = hashes
    self.checkpoint = checkpoint
  }

  /// - Throws: ``TransparencyFault/malformed(_:_:)``.
  public init(bytes: Data) throws(TransparencyFault) {
    guard bytes.count <= SignedNote.longest, let gap = bytes.firstRange(of: Data("\n\n".utf8)) else {
      throw .malformed(Self.thing, "an empty line between proof and checkpoint is expected.")
    }
    let lines = bytes[..<gap.lowerBound].split(separator: 0x0A, omittingEmptySubsequences: false).map { String(decoding: $0, as: UTF8.self) }
    guard let first = lines.first, first.hasPrefix("old "), let oldSize = Int(canonical: first.dropFirst(4)) else {
      throw .malformed(Self.thing, "its first line is not such as `old 12`.")
    }
    let hashes = lines.dropFirst().compactMap { TreeHash(base64: $0) }
    guard hashes.count == lines.count - 1, hashes.count <= Self.mostHashes else {
      throw .malformed(Self.thing, "a line of its proof is no hash, or there are more than \(Self.mostHashes).")
    }
    self.init(oldSize: oldSize, hashes: hashes, checkpoint: try SignedNote(bytes: Data(bytes[gap.upperBound...])))
  }

  public var bytes: Data { Data("old \(oldSize)\n\(hashes.map { $0.base64 + "\n" }.joined())\n".utf8) + checkpoint.bytes }
}
