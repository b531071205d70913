import Foundation

/// A tree of one size, read from its tiles. Keeps what it read, so it is made anew for each question.
final class TileReader: TreeNodes {
  let size: Int
  private let log: any LogReader
  private var tiles: [TilePath: [TreeHash]] = [:]

  init(_ log: any LogReader, size: Int) {
    self.log = log
    self.size = size
  }

  func hash(level: Int, index: Int) throws(TransparencyFault) -> TreeHash {
    // A tile keeps every eighth level; those between are made from it.
    let (height, row) = (level % 8, level / 8)
    let (first, count) = (index << height, 1 << height)
    let hashes = try tile(level: row, number: first / TilePath.fullWidth)
    let start = first % TilePath.fullWidth
    guard start + count <= hashes.count else { throw .outOfTree((index + 1) << level, size: size) }
    return MerkleTree.root(hashes[start..<start + count])
  }

  /// The hashes of a tile as far as the tree has them.
  func tile(level: Int, number: Int) throws(TransparencyFault) -> [TreeHash] {
    let path = try path(level: level, number: number)
    if let known = tiles[path] { return known }
    let bytes = try read(path)
    let length = path.width * TreeHash.byteCount
    guard bytes.count >= length, bytes.count % TreeHash.byteCount == 0 else { throw .damaged("\(path) has \(bytes.count) bytes and not \(length).") }
    let hashes = stride(from: 0, to: length, by: TreeHash.byteCount).compactMap { TreeHash(bytes: bytes.dropFirst($0).prefix(TreeHash.byteCount)) }
    tiles[path] = hashes
    return hashes
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
