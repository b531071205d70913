/// How hashes make a tree (RFC 6962, section 2.1). A tree is a list of hashes, split at the largest power of two below its length.
enum MerkleTree {
  /// The largest power of two below a count of at least two.
  static func split(_ count: Int) -> Int { 1 << (Int.bitWidth - 1 - (count - 1).leadingZeroBitCount) }

  /// The root over hashes; ``TreeHash/empty`` over none.
  static func root(_ hashes: some RandomAccessCollection<TreeHash>) -> TreeHash {
    guard let first = hashes.first else { return .empty }
    guard hashes.count > 1 else { return first }
    // Pairs, level by level: what is left over at the end goes up alone, which is where the split would have put it.
    var level = Array(hashes)
    while level.count > 1 {
      level = stride(from: 0, to: level.count, by: 2).map { $0 + 1 < level.count ? .node(level[$0], level[$0 + 1]) : level[$0] }
    }
    return level[0]
  }
}
