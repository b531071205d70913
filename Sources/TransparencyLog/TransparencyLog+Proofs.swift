public import Foundation

extension TransparencyLog: LogReader {
  /// The state of the log: what was signed last.
  public var checkpoint: Checkpoint { headState }

  /// The state of the log as it is signed, for the witnesses.
  public var signedCheckpoint: SignedNote { head }

  /// The state that everybody sees, with the cosignatures it got.
  public var publishedCheckpoint: SignedNote { published }

  /// A file of the log as everybody sees it, for whoever serves it.
  /// - Parameter path: `checkpoint`, or a tile's.
  /// - Returns: `nil` where there is no such file.
  public nonisolated func read(_ path: String) throws(TransparencyFault) -> Data? { try store.read(path) }

  /// The proof that an entry is in the log: for the published state, and for the latest one where the entry is not in that.
  /// - Throws: ``TransparencyFault/outOfTree(_:size:)``, or what the store throws.
  public func proof(of index: Int) throws(TransparencyFault) -> TlogProof {
    let (note, state) = index < publishedState.size ? (published, publishedState) : (head, headState)
    return try TlogProof(InclusionProof(of: index, in: tiles(ofSize: state.size)), checkpoint: note)
  }

  /// The proof that one state continues a smaller one.
  /// - Parameter to: how many entries the larger one has; `nil` for the latest.
  /// - Throws: ``TransparencyFault/outOfTree(_:size:)``, or what the store throws.
  public func consistency(from: Int, to: Int? = nil) throws(TransparencyFault) -> ConsistencyProof {
    let to = to ?? headState.size
    guard (0...headState.size).contains(to) else { throw .outOfTree(to, size: headState.size) }
    return try ConsistencyProof(from: from, in: tiles(ofSize: to))
  }

  /// An entry with its proof, and the proof that the state of that continues the one that the asker saw before. All of one moment.
  /// - Parameter seen: how many entries the asker saw; 0 for none.
  /// - Throws: ``TransparencyFault/outOfTree(_:size:)``, also where the asker saw more than is published; or what the store throws.
  public func evidence(of index: Int, since seen: Int) throws(TransparencyFault) -> LoggedEvidence {
    let proof = try proof(of: index)
    guard let entry = try entries(index..<index + 1).first else { throw .outOfTree(index, size: headState.size) }
    return LoggedEvidence(entry: entry, proof: proof, consistency: try consistency(from: seen, to: proof.inclusion.size))
  }

  /// Entries as they stand in the log.
  /// - Throws: ``TransparencyFault/outOfTree(_:size:)``, or what the store throws.
  public func entries(_ range: Range<Int>) throws(TransparencyFault) -> [Data] {
    guard range.lowerBound >= 0, range.upperBound <= headState.size else { throw .outOfTree(range.upperBound - 1, size: headState.size) }
    return try TileReader(store, size: headState.size).entries(range)
  }
}
