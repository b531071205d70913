import Access

/// Somebody who walks every address.
struct WalkVisitor: Sendable {
  var name: String
  /// `nil` for a stranger, and for whoever holds a session that has ended.
  var role: Role?
  /// Whether they work in another region than the one whose things are asked for.
  var isElsewhere = false
  var browser: Browser
}
