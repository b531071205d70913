public import Foundation

/// A person who is in. Known by the hash of its token; the token itself is with the browser alone.
public struct Session: Sendable, Hashable, Identifiable {
  /// How somebody came in.
  public enum Way: String, Sendable, Codable, CaseIterable {
    case passkey
    /// A one-time link by itself, where ``LinkUse/enter`` is set.
    case link
    /// The identity provider of their agency.
    case agency
  }

  /// SHA-256 of the session's token.
  public var hash: Data
  public var person: UUID
  public var startedAt: Date
  /// When it was last used, to within ``FrontDoor/touchInterval``.
  public var seenAt: Date
  public var way: Way
  /// Where its person came in from.
  public var caller: Caller

  public var id: Data { hash }

  public init(hash: Data, person: UUID, startedAt: Date, seenAt: Date, way: Way, caller: Caller = Caller()) {
    self.hash = hash
    self.person = person
    self.startedAt = startedAt
    self.seenAt = seenAt
    self.way = way
    self.caller = caller
  }
}
