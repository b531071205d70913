public import Foundation

/// Who comes in, and how long they stay. Passkeys will replace links behind this type; nobody else has to know.
public struct FrontDoor: Sendable {
  /// A session's last use is written at most this often, so that reading a page seldom writes to the disk.
  public static let touchInterval: Duration = .seconds(30)

  private let store: any PersonStore
  private let idle: TimeInterval
  private let absolute: TimeInterval

  /// - Parameters:
  ///   - store: Where people and sessions rest.
  ///   - idle: A session ends when it was not used for this long.
  ///   - absolute: A session ends this long after it began, used or not.
  public init(store: any PersonStore, idle: Duration = .seconds(15 * 60), absolute: Duration = .seconds(8 * 3600)) {
    self.store = store
    self.idle = idle.timeInterval
    self.absolute = absolute.timeInterval
  }

  /// Makes the one-time link for a person, and ends what links they had.
  /// - Throws: ``AccessFault/unknownPerson`` or ``AccessFault/disabledPerson(_:)``.
  public func invite(_ person: UUID, now: Date) async throws -> SignInLink {
    guard let found = try await store.person(person) else { throw AccessFault.unknownPerson }
    guard found.isEnabled else { throw AccessFault.disabledPerson(person) }
    let link = SignInLink(for: person, at: now)
    try await store.saveLink(hash: Token(presented: link.token).hash, person: person, expiresAt: link.expiresAt)
    return link
  }

  /// Lets somebody in who presents a link's token, and starts a session under a new token.
  /// - Returns: `nil` for an unknown, used or expired link and for a disabled person alike; the caller cannot tell which.
  public func enter(with token: String, now: Date) async throws -> (person: Person, sessionToken: String)? {
    guard let person = try await store.redeemLink(hash: Token(presented: token).hash, at: now), person.isEnabled else { return nil }
    return (person, try await begin(for: person, now: now))
  }

  /// Starts a session.
  /// - Returns: its token.
  func begin(for person: Person, now: Date) async throws -> String {
    let session = Token()
    try await store.saveSession(Session(hash: session.hash, person: person.id, startedAt: now, seenAt: now))
    return session.text
  }

  /// Who is behind a session's token.
  /// - Returns: `nil` for an unknown, ended or expired session and for a disabled person alike.
  public func person(forSession token: String, now: Date) async throws -> Person? {
    let hash = Token(presented: token).hash
    guard let session = try await store.session(hash: hash) else { return nil }
    guard isAlive(session, now: now), let person = try await store.person(session.person), person.isEnabled else {
      try await store.endSession(hash: hash)
      return nil
    }
    if now.timeIntervalSince(session.seenAt) >= Self.touchInterval.timeInterval { try await store.touchSession(hash: hash, at: now) }
    return person
  }

  /// Ends the session of a token; quietly where there is none.
  public func leave(_ token: String) async throws { try await store.endSession(hash: Token(presented: token).hash) }

  /// Writes a person's changes and ends all their sessions, because what they may do has changed.
  public func change(_ person: Person) async throws {
    try await store.update(person)
    try await store.endSessions(of: person.id)
  }

  private func isAlive(_ session: Session, now: Date) -> Bool {
    now.timeIntervalSince(session.seenAt) < idle && now.timeIntervalSince(session.startedAt) < absolute
  }
}

extension Duration {
  /// In seconds, for reckoning with dates.
  var timeInterval: TimeInterval {
    TimeInterval(components.seconds) + TimeInterval(components.attoseconds) / 1e18
  }
}
