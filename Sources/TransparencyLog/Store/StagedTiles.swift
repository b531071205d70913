import Foundation
import Traffic

/// Tiles on their way into a log, in one file: canonical JSON, each path with its bytes.
enum StagedTiles {
  private static let thing = "staged tiles"
  private static let longest = 64 << 20

  /// What the tiles of a state are staged as.
  static func name(of checkpoint: Checkpoint) -> String {
    "\(checkpoint.size)-\(checkpoint.root.bytes.prefix(16).hex)"
  }

  static func bytes(_ tiles: [TilePath: Data]) -> Data {
    CanonicalJSON.object(Dictionary(tiles.map { ($0.description, .bytes($1)) }, uniquingKeysWith: { first, _ in first })).bytes
  }

  static func read(_ bytes: Data) throws(TransparencyFault) -> [TilePath: Data] {
    guard case .object(let files) = try CanonicalFieldReader<TransparencyFault>.read(bytes, of: thing, limit: longest) else {
      throw .malformed(thing, "they are not an object.")
    }
    var tiles: [TilePath: Data] = [:]
    for (path, value) in files {
      guard let path = TilePath(path), case .text(let text) = value, let bytes = Data(canonicalBase64: text) else {
        throw .malformed(thing, "one of them is no tile.")
      }
      tiles[path] = bytes
    }
    return tiles
  }
}
