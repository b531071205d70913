public import Foundation

/// A log as everybody sees it, for whoever has its files and no server: entries and proofs of its published state. Nothing is checked but that proofs
/// hold; whose signature the checkpoint bears is for a ``WitnessPolicy`` to judge.
public struct PublishedLog: Sendable {
  public let note: SignedNote
  public let state: Checkpoint
  private let log: any LogReader

  /// - Throws: ``TransparencyFault/damaged(_:)`` where there is no checkpoint, ``TransparencyFault/malformed(_:_:)`` where it is none.
  public init(_ log: any LogReader) throws(TransparencyFault) {
    guard let bytes = try log.read("checkpoint") else { throw .damaged("The checkpoint is missing.") }
    note = try SignedNote(bytes: bytes)
    state = try Checkpoint(text: note.text)
    self.log = log
  }

  /// Entries as they stand in the log.
  /// - Throws: ``TransparencyFault/outOfTree(_:size:)``, or what reading throws.
  public func entries(_ range: Range<Int>) throws(TransparencyFault) -> [Data] {
    guard range.lowerBound >= 0, range.upperBound <= state.size else { throw .outOfTree(range.upperBound - 1, size: state.size) }
    return try TileReader(log, size: state.size).entries(range)
  }

  /// The proof that an entry is in the log, to be carried away.
  /// - Throws: ``TransparencyFault/outOfTree(_:size:)``; ``TransparencyFault/falseProof(_:)`` where entry, tiles and root do not fit together.
  public func proof(of index: Int) throws(TransparencyFault) -> TlogProof {
    let proof = TlogProof(try InclusionProof(of: index, in: TileReader(log, size: state.size)), checkpoint: note)
    guard let entry = try entries(index..<index + 1).first, proof.inclusion.leads(from: .leaf(entry), to: state.root) else {
      throw .falseProof("inclusion")
    }
    return proof
  }

  /// Every file that a log of so many entries has, but those that hold older states: what a copy of it needs.
  public static func files(ofSize size: Int) -> [String] {
    var files: [TilePath] = []
    var (level, count) = (0, size)
    while count > 0 {
      for number in 0..<(count + TilePath.fullWidth - 1) / TilePath.fullWidth {
        let width = min(count - number * TilePath.fullWidth, TilePath.fullWidth)
        if level == 0 { files.append(TilePath(level: nil, number: number, width: width)) }
        files.append(TilePath(level: level, number: number, width: width))
      }
      (level, count) = (level + 1, count / TilePath.fullWidth)
    }
    return files.map(\.description)
  }
}
