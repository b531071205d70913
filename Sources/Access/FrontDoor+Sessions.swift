public import Foundation

/// The sessions of a person: listed, ended one by one, and moved to a new token when something important happens in them.
extension FrontDoor {
  /// A person's sessions that have not ended, the last used first.
  public func sessions(of person: UUID, now: Date) async throws -> [Session] {
    try await store.sessions(of: person).filter { isAlive($0, now: now) }.sorted { $0.seenAt > $1.seenAt }
  }

  /// The session of a token, so that its person can tell it from their others.
  /// - Returns: `nil` where it has ended.
  public func session(of token: String, now: Date) async throws -> Session? {
    try await store.session(hash: Token(presented: token).hash).flatMap { isAlive($0, now: now) ? $0 : nil }
  }

  /// Ends one session of a person; quietly where it is not theirs or has ended.
  public func end(session hash: Data, of person: UUID) async throws {
    guard try await store.session(hash: hash)?.person == person else { return }
    try await store.endSession(hash: hash)
  }

  /// Gives a session a new token, after something that only its person can have done. The old one opens nothing any more.
  /// - Returns: `nil` where the session has ended.
  public func renew(session token: String, now: Date) async throws -> String? {
    guard let session = try await session(of: token, now: now) else { return nil }
    let renewed = try await reissue(session, now: now)
    try await store.endSession(hash: session.hash)
    return renewed
  }

  /// Opens a session for somebody who has shown who they are.
  /// - Returns: Its token.
  func openSession(for person: Person, by way: Session.Way, from caller: Caller, now: Date) async throws -> String {
    let token = Token()
    try await store.saveSession(Session(hash: token.hash, person: person.id, startedAt: now, seenAt: now, way: way, caller: caller))
    return token.text
  }

  /// Ends all of a person's sessions; the one of a token goes on under a new one.
  func endSessions(of person: UUID, but token: String?, now: Date) async throws -> String? {
    var kept: Session?
    if let token, let session = try await session(of: token, now: now), session.person == person { kept = session }
    try await store.endSessions(of: person)
    guard let kept else { return nil }
    return try await reissue(kept, now: now)
  }

  /// The same session under a new token; how long it may last is counted from its beginning as before.
  private func reissue(_ session: Session, now: Date) async throws -> String {
    let token = Token()
    var renewed = session
    renewed.hash = token.hash
    renewed.seenAt = now
    try await store.saveSession(renewed)
    return token.text
  }
}
