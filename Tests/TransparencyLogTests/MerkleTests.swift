import Foundation
import Testing
@testable import TransparencyLog

@Suite("Merkle proofs")
struct MerkleTests {
  static let most = 300
  private static let leaves = (0..<most).map { TreeHash.leaf(Data("entry \($0)".utf8)) }
  private static let roots = (0...most).map { ListTree.root(leaves[..<$0]) }
  private static let whole = ListTree(leaves)

  private var leaves: [TreeHash] { Self.leaves }
  private var roots: [TreeHash] { Self.roots }

  private func tree(_ size: Int) -> ListTree { ListTree(Self.whole, prefix: size) }

  @Test("roots made in levels are those of the standard's text")
  func levels() throws {
    for size in 0...Self.most {
      #expect(MerkleTree.root(leaves[..<size]) == roots[size])
      #expect(try tree(size).root() == roots[size])
    }
  }

  @Test("of inclusion hold for every entry of every tree, and for no other entry, place or root")
  func inclusion() throws {
    var wrong: [String] = []
    for size in 1...Self.most {
      let (tree, root) = (tree(size), roots[size])
      for index in 0..<size {
        let (proof, leaf) = (try InclusionProof(of: index, in: tree), leaves[index])
        let elsewhere = InclusionProof(index: (index + 1) % size, size: size, hashes: proof.hashes)
        let longer = InclusionProof(index: index, size: size, hashes: proof.hashes + [leaf])
        let shorter = InclusionProof(index: index, size: size, hashes: proof.hashes.dropLast())
        let isRight =
          proof.leads(from: leaf, to: root) && !proof.leads(from: leaves[(index + 1) % Self.most], to: root)
          && !proof.leads(from: leaf, to: roots[size - 1]) && (size == 1 || !elsewhere.leads(from: leaf, to: root))
          && !longer.leads(from: leaf, to: root) && (size == 1 || !shorter.leads(from: leaf, to: root))
        if !isRight { wrong.append("\(index) of \(size)") }
      }
    }
    #expect(wrong.isEmpty)
  }

  @Test("of consistency hold for every pair of trees, and for no other root or hash")
  func consistency() throws {
    var wrong: [String] = []
    for size in 0...Self.most {
      let (tree, new) = (tree(size), roots[size])
      for from in 0...size {
        let (proof, old) = (try ConsistencyProof(from: from, in: tree), roots[from])
        let other = roots[from == 0 ? 1 : from - 1]
        let longer = ConsistencyProof(from: from, to: size, hashes: proof.hashes + [leaves[0]])
        var isRight =
          proof.leads(from: old, to: new) && !proof.leads(from: other, to: new) && (from == 0 || !proof.leads(from: old, to: other))
          && !longer.leads(from: old, to: new)
        if !proof.hashes.isEmpty {
          var hashes = proof.hashes
          hashes[(from + size) % hashes.count] = .leaf(Data("false".utf8))
          isRight = isRight && !ConsistencyProof(from: from, to: size, hashes: hashes).leads(from: old, to: new)
        }
        if !isRight { wrong.append("\(from) to \(size)") }
      }
    }
    #expect(wrong.isEmpty)
  }

  @Test("a tree that was altered before the old state has no proof")
  func altered() throws {
    var others = leaves
    others[17] = .leaf(Data("another".utf8))
    let forged = ListTree(others)
    let root = try forged.root()
    for old in 18..<Self.most { #expect(!(try ConsistencyProof(from: old, in: forged).leads(from: roots[old], to: root))) }
    #expect(try ConsistencyProof(from: 17, in: forged).leads(from: roots[17], to: root))
  }

  @Test("numbers that no tree has lead nowhere")
  func outside() throws {
    #expect(throws: TransparencyFault.outOfTree(5, size: 5)) { try InclusionProof(of: 5, in: tree(5)) }
    #expect(throws: TransparencyFault.outOfTree(6, size: 5)) { try ConsistencyProof(from: 6, in: tree(5)) }
    #expect(throws: TransparencyFault.outOfTree(-1, size: 5)) { try ConsistencyProof(from: -1, in: tree(5)) }
    for (index, size) in [(-1, 5), (5, 5), (0, 0), (0, -1), (Int.min, Int.max), (Int.max, Int.max)] {
      #expect(!InclusionProof(index: index, size: size, hashes: [leaves[0]]).leads(from: leaves[0], to: roots[1]))
    }
    for (from, to) in [(-1, 5), (6, 5), (Int.min, Int.max), (Int.max, Int.max), (1, Int.max)] {
      #expect(!ConsistencyProof(from: from, to: to, hashes: [leaves[0]]).leads(from: roots[1], to: roots[2]))
    }
  }
}
