/// That an entry stands at a place of a tree: the hashes beside its way up to the root (RFC 6962, section 2.1.1).
public struct InclusionProof: Hashable, Sendable {
  public let index: Int
  /// How many entries the tree has.
  public let size: Int
  /// From the leaf's neighbour up.
  public let hashes: [TreeHash]

  public init(index: Int, size: Int, hashes: [TreeHash]) {
    self.index = index
    self.size = size
    self.hashes = hashes
  }

  /// - Throws: ``TransparencyFault/outOfTree(_:size:)``, or what reading the tree throws.
  package init(of index: Int, in tree: some TreeNodes) throws(TransparencyFault) {
    guard (0..<tree.size).contains(index) else { throw .outOfTree(index, size: tree.size) }
    var hashes: [TreeHash] = []
    var range = 0..<tree.size
    while range.count > 1 {
      let middle = range.lowerBound + MerkleTree.split(range.count)
      let (left, right) = (range.lowerBound..<middle, middle..<range.upperBound)
      hashes.append(try tree.hash(of: left.contains(index) ? right : left))
      range = left.contains(index) ? left : right
    }
    self.init(index: index, size: tree.size, hashes: hashes.reversed())
  }

  /// Whether it leads from a leaf to a root.
  public func leads(from leaf: TreeHash, to root: TreeHash) -> Bool {
    guard 0 <= index, index < size else { return false }
    // The place of the hash, and of the last one, in the level that the way has come to.
    var (place, last) = (index, size - 1)
    var hash = leaf
    for beside in hashes {
      guard last > 0 else { return false }
      if place & 1 == 1 || place == last {
        hash = .node(beside, hash)
        // The last of an odd number of hashes has no neighbour and goes up alone.
        while place & 1 == 0, place != 0 { (place, last) = (place >> 1, last >> 1) }
      } else {
        hash = .node(hash, beside)
      }
      (place, last) = (place >> 1, last >> 1)
    }
    return last == 0 && hash == root
  }
}
