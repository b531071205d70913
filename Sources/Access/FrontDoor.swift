public import Foundation

/// Who comes in, and how long they stay: with a passkey, or where a trial allows it with a link alone.
public struct FrontDoor: Sendable {
  /// A session's last use is written at most this often, so that reading a page seldom writes to the disk.
  public static let touchInterval: Duration = .seconds(30)

  let store: any EntranceStore
  /// The office as passkeys know it.
  public let relyingParty: RelyingParty
  /// What one-time links are good for.
  public let links: LinkUse
  let challenges = ChallengeBook()
  let pendingRecoveries = PendingRecoveries()
  let scrypt = ScryptBench()
  /// How much work a new password's hash is; tests of other things take less.
  var scryptCost = ScryptCost.standard
  private let idle: TimeInterval
  private let absolute: TimeInterval

  /// - Parameters:
  ///   - store: Where people, their passkeys and sessions rest.
  ///   - relyingParty: The office as passkeys know it.
  ///   - links: What one-time links are good for.
  ///   - idle: A session ends when it was not used for this long.
  ///   - absolute: A session ends this long after it began, used or not.
  public init(
    store: any EntranceStore, relyingParty: RelyingParty, links: LinkUse = .enrol, idle: Duration = .seconds(15 * 60),
    absolute: Duration = .seconds(8 * 3600)
  ) {
    self.store = store
    self.relyingParty = relyingParty
    self.links = links
    self.idle = idle.timeInterval
    self.absolute = absolute.timeInterval
  }

  /// Makes the one-time link for a person, and ends what links they had.
  /// - Throws: ``AccessFault/unknownPerson`` or ``AccessFault/disabledPerson(_:)``.
  public func invite(_ person: UUID, now: Date) async throws -> SignInLink {
    let person = try await enabled(person).id
    let link = SignInLink(for: person, at: now)
    try await store.saveLink(hash: Token(presented: link.token).hash, person: person, expiresAt: link.expiresAt)
    return link
  }

  /// Lets somebody in who presents a link's token, and starts a session under a new token. Only where ``links`` may do that.
  /// - Returns: `nil` for an unknown, used or expired link and for a disabled person alike; the caller cannot tell which. `nil` for every link
  ///   that is there to make a passkey with; it stays good for that.
  public func enter(with token: String, from caller: Caller = Caller(), now: Date) async throws -> (person: Person, sessionToken: String)? {
    guard links == .enter else { return nil }
    guard let person = try await store.redeemLink(hash: Token(presented: token).hash, at: now), person.isEnabled else { return nil }
    return (person, try await openSession(for: person, by: .link, from: caller, now: now))
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
  /// - Throws: ``AccessFault/backupEligiblePasskey`` where they would need passkeys that stay on one device, and have another.
  public func change(_ person: Person) async throws {
    if person.isEnabled, person.needsDeviceBoundPasskey, try await store.passkeys(of: person.id).contains(where: \.isBackupEligible) {
      throw AccessFault.backupEligiblePasskey
    }
    try await store.update(person)
    try await store.endSessions(of: person.id)
  }

  func isAlive(_ session: Session, now: Date) -> Bool {
    now.timeIntervalSince(session.seenAt) < idle && now.timeIntervalSince(session.startedAt) < absolute
  }
}

extension Duration {
  /// In seconds, for reckoning with dates.
  var timeInterval: TimeInterval {
    TimeInterval(components.seconds) + TimeInterval(components.attoseconds) / 1e18
  }
}
