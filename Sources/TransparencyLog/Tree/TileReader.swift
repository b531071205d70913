import Foundation

/// A tree of one size, read from its tiles. Keeps what it read.
final class TileReader: TreeNodes {
  let size: Int
  private let log: any LogReader
  /// Of each tile that was read its hashes, and above them those of its own small tree, level by level.
  private var tiles: [TilePath: [[TreeHash]]] = [:]

  init(_ log: any LogReader, size: Int) {
    self.log = log
    self.size = size
  }

  /// How many tiles it keeps, about 16 KiB each.
  var keptTiles: Int { tiles.count }

  func hash(level: Int, index: Int) throws(TransparencyFault) -> TreeHash {
    // A tile keeps every eighth level; those between are made from it.
    let (height, row) = (level % 8, level / 8)
    let first = index << height
    let levels = try levels(row, number: first / TilePath.fullWidth)
    let place = (first % TilePath.fullWidth) >> height
    guard height < levels.count, place < levels[height].count else { throw .outOfTree((index + 1) << level, size: size) }
    return levels[height][place]
  }

  /// The hashes of a tile as far as the tree has them.
  func tile(level: Int, number: Int) throws(TransparencyFault) -> [TreeHash] { try levels(level, number: number)[0] }

  private func levels(_ level: Int, number: Int) throws(TransparencyFault) -> [[TreeHash]] {
    let path = try path(level: level, number: number)
    if let known = tiles[path] { return known }
    let bytes = try read(path)
    let length = path.width * TreeHash.byteCount
    guard bytes.count >= length, bytes.count % TreeHash.byteCount == 0 else { throw .damaged("\(path) has \(bytes.count) bytes and not \(length).") }
    var levels = [TreeHash.all(in: bytes, count: path.width)]
    while levels.count < 8, let last = levels.last, last.count > 1 {
      levels.append((0..<last.count / 2).map { .node(last[2 * $0], last[2 * $0 + 1]) })
    }
    tiles[path] = levels
    return levels
  }

  /// The entries of a bundle as far as the tree has them.
  func entries(number: Int) throws(TransparencyFault) -> [Data] {
    let path = try path(level: nil, number: number)
    if path.width < TilePath.fullWidth, let partial = try log.read(path.description) {
      return try EntryBundle.decode(partial, count: path.width, path)
    }
    let full = TilePath(level: nil, number: number)
    guard let bytes = try log.read(full.description) else { throw .damaged("\(path) is missing.") }
    return Array(try EntryBundle.decode(bytes, count: full.width, full).prefix(path.width))
  }

  /// Entries of a range that the tree has.
  func entries(_ range: Range<Int>) throws(TransparencyFault) -> [Data] {
    var entries: [Data] = []
    var next = range.lowerBound
    while next < range.upperBound {
      let bundle = try self.entries(number: next / TilePath.fullWidth)
      let start = next % TilePath.fullWidth
      let chosen = bundle[start..<min(bundle.count, start + range.upperBound - next)]
      entries += chosen
      next += chosen.count
    }
    return entries
  }

  private func path(level: Int?, number: Int) throws(TransparencyFault) -> TilePath {
    let width = min(size >> (8 * (level ?? 0)) - number * TilePath.fullWidth, TilePath.fullWidth)
    guard number >= 0, width > 0 else { throw .outOfTree(number, size: size) }
    return TilePath(level: level, number: number, width: width)
  }

  /// A partial tile may be gone once there is the full one, which begins with it.
  private func read(_ path: TilePath) throws(TransparencyFault) -> Data {
    if let bytes = try log.read(path.description) { return bytes }
    if path.width < TilePath.fullWidth, let bytes = try log.read(TilePath(level: path.level, number: path.number).description) { return bytes }
    throw .damaged("\(path) is missing.")
  }
}
