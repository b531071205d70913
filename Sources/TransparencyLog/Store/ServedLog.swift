public import Foundation

/// What of a log is handed to everybody: its published checkpoint, and of its tiles exactly what that covers. What was written since, and waits for
/// its witnesses, is nobody's yet.
public struct ServedLog: Sendable {
  private let log: any LogReader

  public init(_ log: any LogReader) { self.log = log }

  /// - Parameter path: `checkpoint`, or a tile's.
  /// - Returns: `nil` where there is no such file, or not yet.
  /// - Throws: what reading throws, or ``TransparencyFault/damaged(_:)``.
  public func file(_ path: String) throws(TransparencyFault) -> Data? {
    if path == "checkpoint" { return try log.read(path) }
    guard let tile = TilePath(path), let published = try log.read("checkpoint") else { return nil }
    let size = try Checkpoint(text: SignedNote(bytes: published).text).size
    guard tile.isCovered(by: size) else { return nil }
    if let bytes = try log.read(path) { return bytes }
    // A partial tile goes when the full one comes, which may be before a state that has the full one is published.
    guard tile.width < TilePath.fullWidth, let full = try log.read(tile.full.description) else { return nil }
    return tile.level == nil ? try EntryBundle.prefix(tile.width, of: full, tile.full) : full.prefix(tile.width * TreeHash.byteCount)
  }
}
