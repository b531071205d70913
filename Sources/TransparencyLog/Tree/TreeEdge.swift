import Foundation

/// The growing side of a tree: of each level the tile that is not full yet. All that is needed to add entries.
struct TreeEdge: Sendable {
  private(set) var size = 0
  /// For each level the hashes of its last tile, fewer than 256.
  private var levels: [[TreeHash]] = []
  /// The entries of the last bundle, fewer than 256, as they rest.
  private var bundle = Data()

  /// The edge of an empty tree.
  init() {}

  /// - Throws: ``TransparencyFault/damaged(_:)`` where a tile is missing or is not of its entries.
  init(of tiles: TileReader) throws(TransparencyFault) {
    size = tiles.size
    var count = size
    while count > 0 {
      let (number, width) = (count / TilePath.fullWidth, count % TilePath.fullWidth)
      levels.append(width > 0 ? try tiles.tile(level: levels.count, number: number) : [])
      count = number
    }
    let rest = size % TilePath.fullWidth
    if rest > 0 {
      let entries = try tiles.entries(number: size / TilePath.fullWidth)
      guard entries.map(TreeHash.leaf) == levels[0] else { throw .damaged("The last entries of the log are not those of its tree.") }
      bundle = entries.reduce(into: Data()) { $0 += EntryBundle.encode($1) }
    }
  }

  var root: TreeHash {
    // What is not full yet at one level is the last, shorter part of the level above.
    var below: TreeHash?
    for hashes in levels {
      let all = hashes + (below.map { [$0] } ?? [])
      below = all.isEmpty ? nil : MerkleTree.root(all)
    }
    return below ?? .empty
  }

  /// Adds entries.
  /// - Returns: every tile that is full now, and of those that are not the partial ones of the new size.
  mutating func append(_ entries: some Sequence<Data>) -> [TilePath: Data] {
    var tiles: [TilePath: Data] = [:]
    var highest = -1
    for entry in entries {
      bundle += EntryBundle.encode(entry)
      size += 1
      if size % TilePath.fullWidth == 0 {
        tiles[TilePath(level: nil, number: size / TilePath.fullWidth - 1)] = bundle
        bundle = Data()
      }
      highest = max(highest, add(.leaf(entry), to: &tiles))
    }
    guard highest >= 0 else { return tiles }
    for level in 0...highest { if let (path, bytes) = partial(level) { tiles[path] = bytes } }
    let rest = size % TilePath.fullWidth
    if rest > 0 { tiles[TilePath(level: nil, number: size / TilePath.fullWidth, width: rest)] = bundle }
    return tiles
  }

  /// Adds entries of which only the hashes are known; such an edge is good for comparing, and not for going on with a log.
  /// - Returns: every tile of hashes that is full now.
  mutating func append(leaves: some Sequence<TreeHash>) -> [TilePath: Data] {
    var tiles: [TilePath: Data] = [:]
    for leaf in leaves {
      size += 1
      _ = add(leaf, to: &tiles)
    }
    return tiles
  }

  /// The tiles of hashes that are not full.
  var partials: [TilePath: Data] {
    levels.indices.reduce(into: [:]) { tiles, level in
      if let (path, bytes) = partial(level) { tiles[path] = bytes }
    }
  }

  private func partial(_ level: Int) -> (TilePath, Data)? {
    guard !levels[level].isEmpty else { return nil }
    return (TilePath(level: level, number: size >> (8 * (level + 1)), width: levels[level].count), Self.bytes(levels[level]))
  }

  /// - Returns: the highest level that changed.
  private mutating func add(_ leaf: TreeHash, to tiles: inout [TilePath: Data]) -> Int {
    var hash = leaf
    for level in 0... {
      if level == levels.count { levels.append([]) }
      levels[level].append(hash)
      guard levels[level].count == TilePath.fullWidth else { return level }
      tiles[TilePath(level: level, number: size >> (8 * (level + 1)) - 1)] = Self.bytes(levels[level])
      hash = MerkleTree.root(levels[level])
      levels[level] = []
    }
    return levels.count - 1
  }

  private static func bytes(_ hashes: [TreeHash]) -> Data { hashes.reduce(into: Data()) { $0 += $1.bytes } }
}
