import Access

/// What a route asks of those who use it. There is no route without one.
enum Gate: Sendable, Hashable {
  /// Anyone, signed in or not: the entrance, static files, the health check.
  case open
  /// Everyone who is signed in, whatever their role.
  case signedIn
  /// Those whose roles hold the permission.
  case needs(Permission)
  /// Those whose roles hold at least one of them.
  case needsAny([Permission])

  /// What the gate says to somebody.
  enum Answer: Sendable, Hashable {
    case pass
    /// Not signed in: ask them to.
    case whoAreYou
    /// Signed in, but not allowed.
    case notYours
  }

  func answer(to person: Person?) -> Answer {
    switch self {
    case .open: return .pass
    case .signedIn: return person == nil ? .whoAreYou : .pass
    case .needs(let permission):
      guard let person else { return .whoAreYou }
      return person.may(permission) ? .pass : .notYours
    case .needsAny(let permissions):
      guard let person else { return .whoAreYou }
      return permissions.contains(where: person.may) ? .pass : .notYours
    }
  }
}
