public import Foundation

/// That an entry is in a log, in a form that is checked without asking anybody (C2SP `tlog-proof`): its way up to the root, and the checkpoint
/// with the witnesses' signatures. Kept in files that end in `.tlog-proof`.
public struct TlogProof: Hashable, Sendable {
  private static let heading = "c2sp.org/tlog-proof@v1"
  private static let thing = "log proof"
  /// More would not lead anywhere: no tree is higher.
  private static let mostHashes = 63

  public let inclusion: InclusionProof
  public let checkpoint: SignedNote

  init(_ inclusion: InclusionProof, checkpoint: SignedNote) {
    self.inclusion = inclusion
    self.checkpoint = checkpoint
  }

  /// - Parameter bytes: as ``bytes`` writes them; a line of `extra` data is passed over, for nobody vouches for it.
  /// - Throws: ``TransparencyFault/malformed(_:_:)``.
  public init(bytes: Data) throws(TransparencyFault) {
    guard bytes.count <= SignedNote.longest, let gap = bytes.firstRange(of: Data("\n\n".utf8)) else {
      throw .malformed(Self.thing, "an empty line between proof and checkpoint is expected.")
    }
    var lines = bytes[..<gap.lowerBound].split(separator: 0x0A, omittingEmptySubsequences: false).map { String(decoding: $0, as: UTF8.self) }[...]
    guard lines.popFirst() == Self.heading else { throw .malformed(Self.thing, "its first line is not `\(Self.heading)`.") }
    if let extra = lines.first, extra.hasPrefix("extra ") {
      guard Data(base64Encoded: String(extra.dropFirst(6))) != nil else { throw .malformed(Self.thing, "its extra data are not base64.") }
      lines.removeFirst()
    }
    guard let line = lines.popFirst(), line.hasPrefix("index "), let index = Int(canonical: line.dropFirst(6)) else {
      throw .malformed(Self.thing, "a line such as `index 12` is expected.")
    }
    let hashes = lines.compactMap { TreeHash(base64: $0) }
    guard hashes.count == lines.count, hashes.count <= Self.mostHashes else {
      throw .malformed(Self.thing, "a line of it is no hash, or there are more than \(Self.mostHashes).")
    }
    checkpoint = try SignedNote(bytes: Data(bytes[gap.upperBound...]))
    inclusion = InclusionProof(index: index, size: try Checkpoint(text: checkpoint.text).size, hashes: hashes)
  }

  public var bytes: Data {
    Data("\(Self.heading)\nindex \(inclusion.index)\n\(inclusion.hashes.map { $0.base64 + "\n" }.joined())\n".utf8) + checkpoint.bytes
  }

  /// Checks that an entry is in a log that the policy knows, seen by as many witnesses as it asks for.
  /// - Throws: ``TransparencyFault/unsigned``, ``TransparencyFault/badSignature(_:)``, ``TransparencyFault/noQuorum``, or
  ///   ``TransparencyFault/falseProof(_:)`` where the entry is not at this place.
  public func verify(_ entry: Data, _ policy: WitnessPolicy) throws(TransparencyFault) -> WitnessedCheckpoint {
    let witnessed = try policy.verify(checkpoint)
    guard inclusion.leads(from: .leaf(entry), to: witnessed.checkpoint.root) else { throw .falseProof("inclusion") }
    return witnessed
  }
}
