/// The beginnings of texts that a beam search follows, each once and known by its number.
///
/// Numbers instead of texts: a search makes a thousand beginnings and keeps eight texts, and comparing and hashing the others would take
/// longer than the search itself.
struct PrefixTree {
  /// The empty beginning.
  static let root = 0
  private static let none = -1

  private struct Node {
    var parent: Int
    var code: UInt8
    var length: Int
    var firstChild = none
    var nextSibling = none
  }

  private var nodes = [Node(parent: none, code: .max, length: 0)]

  func length(of node: Int) -> Int { nodes[node].length }

  /// The last character; `nil` of the empty beginning.
  func last(of node: Int) -> UInt8? { node == Self.root ? nil : nodes[node].code }

  /// The beginning that is longer by one character.
  mutating func child(of node: Int, _ code: UInt8) -> Int {
    var child = nodes[node].firstChild
    while child != Self.none {
      if nodes[child].code == code { return child }
      child = nodes[child].nextSibling
    }
    nodes.append(Node(parent: node, code: code, length: nodes[node].length + 1, nextSibling: nodes[node].firstChild))
    nodes[node].firstChild = nodes.count - 1
    return nodes.count - 1
  }

  func text(of node: Int) -> PlateText {
    var codes: [UInt8] = []
    var at = node
    while at != Self.root {
      codes.append(nodes[at].code)
      at = nodes[at].parent
    }
    return PlateText(codes: codes.reversed())
  }
}
