/// That a tree continues a smaller one: nothing was altered or taken out (RFC 6962, section 2.1.2).
public struct ConsistencyProof: Hashable, Sendable {
  /// How many entries the smaller tree has.
  public let from: Int
  /// How many entries the larger tree has.
  public let to: Int
  public let hashes: [TreeHash]

  public init(from: Int, to: Int, hashes: [TreeHash]) {
    self.from = from
    self.to = to
    self.hashes = hashes
  }

  /// - Throws: ``TransparencyFault/outOfTree(_:size:)``, or what reading the tree throws.
  package init(from: Int, in tree: some TreeNodes) throws(TransparencyFault) {
    guard (0...tree.size).contains(from) else { throw .outOfTree(from, size: tree.size) }
    var hashes: [TreeHash] = []
    // Every tree continues the empty one and itself; there is nothing to show.
    var range = from == 0 || from == tree.size ? 0..<0 : 0..<tree.size
    while range.upperBound > from {
      let middle = range.lowerBound + MerkleTree.split(range.count)
      let (left, right) = (range.lowerBound..<middle, middle..<range.upperBound)
      hashes.append(try tree.hash(of: from <= middle ? right : left))
      range = from <= middle ? left : right
    }
    // What is left ends where the smaller tree ends. Where it is all of that tree, its root is known.
    if range.lowerBound > 0 { hashes.append(try tree.hash(of: range)) }
    self.init(from: from, to: tree.size, hashes: hashes.reversed())
  }

  /// Whether it leads from one root to the other.
  public func leads(from old: TreeHash, to new: TreeHash) -> Bool {
    guard 0 <= from, from <= to else { return false }
    if from == 0 { return hashes.isEmpty && old == .empty }
    if from == to { return hashes.isEmpty && old == new }
    var path = hashes[...]
    // A smaller tree whose length is a power of two is a node of the larger one; its root begins the way.
    guard let start = from & (from - 1) == 0 ? old : path.popFirst() else { return false }
    var (place, last) = (from - 1, to - 1)
    while place & 1 == 1 { (place, last) = (place >> 1, last >> 1) }
    var (small, large) = (start, start)
    for beside in path {
      guard last > 0 else { return false }
      if place & 1 == 1 || place == last {
        (small, large) = (.node(beside, small), .node(beside, large))
        while place & 1 == 0, place != 0 { (place, last) = (place >> 1, last >> 1) }
      } else {
        large = .node(large, beside)
      }
      (place, last) = (place >> 1, last >> 1)
    }
    return last == 0 && small == old && large == new
  }
}
