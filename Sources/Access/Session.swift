public import Foundation

/// A person who is in. Known by the hash of its token; the token itself is with the browser alone.
public struct Session: Sendable, Hashable {
  /// SHA-256 of the session's token.
  public var hash: Data
  public var person: UUID
  public var startedAt: Date
  /// When it was last used, to within ``FrontDoor/touchInterval``.
  public var seenAt: Date

  public init(hash: Data, person: UUID, startedAt: Date, seenAt: Date) {
    self.hash = hash
    self.person = person
    self.startedAt = startedAt
    self.seenAt = seenAt
  }
}
