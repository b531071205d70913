import Foundation
import TransparencyLog

/// What a keyholder must not forget: the tree of the log it saw last, and which warrants were presented. No warrant itself: plates do not
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
  var tree: LoggedTree?
  var granted: [Granted] = []
  /// How many warrants were answered in all. Never fewer than the counter-log says: a ledger that was set back forgets nonces.
  var answered = 0

  init() {}

  init(bytes: Data) throws(KeyholdingFault) {
    var fields = try CanonicalFields(bytes, kind: Self.kind, limit: 64 << 20)
    for each in try fields.list("trees") { tree = try LoggedTree(json: each, of: Self.kind) }
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
      "answered": .number(answered), "kind": .text(Self.kind), "trees": .list(tree.map { [$0.json] } ?? []), "version": .number(1),
      "warrants": .list(warrants)
    ]).bytes
  }
}
