import Foundation

/// Reads a whole log again and compares: every entry, every tile, the root, the signature.
public enum LogAudit {
  /// - Parameters:
  ///   - log: its files as everybody sees them.
  ///   - key: the log's.
  /// - Returns: the published state, which all files agree with.
  /// - Throws: ``TransparencyFault/damaged(_:)`` with the first file that does not fit, or what is wrong with the checkpoint.
  public static func check(_ log: any LogReader, key: NoteKey) throws(TransparencyFault) -> Checkpoint {
    guard let bytes = try log.read("checkpoint") else { throw .damaged("The checkpoint is missing.") }
    let note = try SignedNote(bytes: bytes)
    _ = try note.verified(by: [key])
    let state = try Checkpoint(text: note.text)
    guard state.origin == key.name else { throw .damaged("The checkpoint is of \(state.origin) and not of \(key.name).") }
    let tiles = TileReader(log, size: state.size)
    var edge = TreeEdge()
    var partials: [Int?: (path: TilePath, bytes: Data)] = [:]
    while edge.size < state.size {
      for (path, bytes) in edge.append(try tiles.entries(number: edge.size / TilePath.fullWidth)) {
        // Partial tiles of older states may be gone; the last one of each level is of this state.
        partials[path.level] = nil
        if path.width < TilePath.fullWidth { partials[path.level] = (path, bytes) } else { try compare(path, bytes, log) }
      }
    }
    for partial in partials.values { try compare(partial.path, partial.bytes, log) }
    guard edge.root == state.root else { throw .damaged("The entries do not make the root that was signed.") }
    return state
  }

  private static func compare(_ path: TilePath, _ bytes: Data, _ log: any LogReader) throws(TransparencyFault) {
    if let there = try log.read(path.description) {
      guard there == bytes else { throw .damaged("\(path) is not of the log's entries.") }
    } else {
      let full = TilePath(level: path.level, number: path.number)
      guard path.width < TilePath.fullWidth, let there = try log.read(full.description), there.starts(with: bytes) else {
        throw .damaged("\(path) is missing.")
      }
    }
  }
}
