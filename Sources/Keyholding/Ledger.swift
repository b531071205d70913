import Foundation
import TransparencyLog

/// What a keyholder must not forget: the tree of each log that it saw last, and which warrants were presented. No warrant itself: plates do not
/// rest at a keyholder.
struct Ledger: Hashable {
  struct Granted: Hashable {
    var nonce: Data
    /// What was logged of it. Whoever asks for keys must present the warrant that opens it.
    var commitment: Data
    /// After this instant nothing is released.
    var endsAt: Date
    /// After this one the warrant is expired wherever it is presented, and the line may be dropped.
    var unsealBy: Date
    var released: Int
  }

  private static let kind = "keyholder-ledger"
  /// For each log the tree that was seen last; the one that was seen last of all is the last.
  private(set) var trees: [LoggedTree] = []
  var granted: [Granted] = []
  /// How many warrants were answered in all. Never fewer than the counter-log says: a ledger that was set back forgets nonces.
  var answered = 0

  init() {}

  init(bytes: Data) throws(KeyholdingFault) {
    var fields = try CanonicalFields(bytes, kind: Self.kind, limit: 64 << 20)
    for each in try fields.list("trees") { trees.append(try LoggedTree(json: each, of: Self.kind)) }
    for each in try fields.list("warrants") {
      var warrant = try CanonicalFields(each, of: Self.kind)
      granted.append(
        Granted(
          nonce: try warrant.bytes("nonce", count: Warrant.nonceBytes), commitment: try warrant.bytes("commitment", count: 32),
          endsAt: try warrant.instant("endsAt"), unsealBy: try warrant.instant("unsealBy"), released: try warrant.number("released")))
      try warrant.finish()
    }
    answered = try fields.number("answered")
    try fields.finish()
  }

  var bytes: Data {
    let warrants = granted.map { each in
      CanonicalJSON.object([
        "commitment": .bytes(each.commitment), "endsAt": .text(each.endsAt.secondText), "nonce": .bytes(each.nonce),
        "released": .number(each.released), "unsealBy": .text(each.unsealBy.secondText)
      ])
    }
    return CanonicalJSON.object([
      "answered": .number(answered), "kind": .text(Self.kind), "trees": .list(trees.map(\.json)), "version": .number(1),
      "warrants": .list(warrants)
    ]).bytes
  }

  /// What was seen of a log. A tree whose log is not known was written when there was one log only, and is held against the next that comes.
  func tree(of origin: String) -> LoggedTree? { trees.first { $0.origin == origin } ?? trees.first { $0.origin.isEmpty } }

  /// Notes what was seen of a log now; an older state than is known is left alone.
  mutating func remember(_ tree: LoggedTree) {
    guard tree.size >= self.tree(of: tree.origin)?.size ?? 0 else { return }
    trees.removeAll { $0.origin == tree.origin || $0.origin.isEmpty }
    trees.append(tree)
  }
}
