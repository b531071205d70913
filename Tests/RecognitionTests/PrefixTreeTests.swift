import Testing

@testable import Recognition

@Suite struct PrefixTreeTests {
  @Test func oneBeginningHasOneNumber() {
    var tree = PrefixTree()
    let first = tree.child(of: PrefixTree.root, 7)
    let other = tree.child(of: PrefixTree.root, 9)
    let longer = tree.child(of: first, 9)
    #expect(Set([PrefixTree.root, first, other, longer]).count == 4)
    #expect(tree.child(of: PrefixTree.root, 7) == first)
    #expect(tree.child(of: PrefixTree.root, 9) == other)
    #expect(tree.child(of: first, 9) == longer)
  }

  @Test func beginningKnowsItsText() {
    var tree = PrefixTree()
    var node = PrefixTree.root
    #expect(tree.last(of: node) == nil)
    #expect(tree.text(of: node) == PlateText())
    for code: UInt8 in [0, 1, 10, 10, 35] { node = tree.child(of: node, code) }
    #expect(tree.text(of: node).string == "01AAZ")
    #expect(tree.length(of: node) == 5)
    #expect(tree.last(of: node) == 35)
  }
}
