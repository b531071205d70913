/// Where the hashes of a tree are read from.
package protocol TreeNodes {
  /// How many entries the tree has.
  var size: Int { get }
  /// The root over `2^level` entries from `index * 2^level` on, all of which the tree has.
  func hash(level: Int, index: Int) throws(TransparencyFault) -> TreeHash
}

extension TreeNodes {
  /// The root of the tree.
  package func root() throws(TransparencyFault) -> TreeHash { size == 0 ? .empty : try hash(of: 0..<size) }

  /// The root over a range that stands where a tree is split.
  func hash(of range: Range<Int>) throws(TransparencyFault) -> TreeHash {
    if range.count & (range.count - 1) == 0 {
      let level = range.count.trailingZeroBitCount
      return try hash(level: level, index: range.lowerBound >> level)
    }
    let middle = range.lowerBound + MerkleTree.split(range.count)
    return .node(try hash(of: range.lowerBound..<middle), try hash(of: middle..<range.upperBound))
  }
}
