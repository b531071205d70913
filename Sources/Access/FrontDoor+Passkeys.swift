public import Foundation

/// Passkeys: made with a one-time link, used to come in.
extension FrontDoor {
  /// What a browser is asked so that the person of a link makes a passkey. The link stays good.
  /// - Returns: `nil` for an unknown, used or expired link and for a disabled person alike.
  public func enrolmentOptions(link token: String, now: Date) async throws -> CreationOptions? {
    guard let person = try await store.linkOwner(hash: Token(presented: token).hash, at: now), person.isEnabled else { return nil }
    return try await creationOptions(for: person, now: now)
  }

  /// Makes a passkey with a one-time link, ends the person's other sessions and opens one. The link is used up only when all is well.
  /// - Parameter name: What its person calls the passkey.
  /// - Returns: `nil` for an unknown, used or expired link and for a disabled person alike.
  /// - Throws: ``PasskeyFault``.
  public func enrol(
    link token: String, answer: RegistrationAnswer, name: String, from caller: Caller = Caller(), now: Date
  ) async throws -> (person: Person, sessionToken: String)? {
    let hash = Token(presented: token).hash
    guard let owner = try await store.linkOwner(hash: hash, at: now), owner.isEnabled else { return nil }
    let passkey = try passkey(in: answer, of: owner, name: name, now: now)
    guard let person = try await store.enrol(passkey, link: hash, at: now), person.isEnabled else { return nil }
    try await store.endSessions(of: person.id)
    return (person, try await openSession(for: person, by: .passkey, from: caller, now: now))
  }

  /// What a browser is asked so that a person who is in makes another passkey.
  /// - Throws: ``AccessFault/unknownPerson`` or ``AccessFault/disabledPerson(_:)``.
  public func additionalOptions(for person: UUID, now: Date) async throws -> CreationOptions {
    try await creationOptions(for: enabled(person), now: now)
  }

  /// Adds a passkey to those of a person who is in. Their sessions end, because their credentials have changed; the one in which it was done goes on
  /// under a new token.
  /// - Parameter session: The token of the session in which it is done.
  /// - Returns: The session's new token; `nil` where that session has ended meanwhile.
  /// - Throws: ``PasskeyFault``, ``AccessFault/unknownPerson`` or ``AccessFault/disabledPerson(_:)``.
  public func addPasskey(
    to person: UUID, answer: RegistrationAnswer, name: String, session: String, now: Date
  ) async throws -> String? {
    try await store.add(passkey(in: answer, of: enabled(person), name: name, now: now))
    return try await endSessions(of: person, but: session, now: now)
  }

  /// What a browser is asked so that somebody comes in. It names nobody, and is the same for everybody: there is nothing to learn from it.
  public func signInOptions(now: Date) -> RequestOptions {
    let challenge = Challenge()
    challenges.note(challenge, for: .signIn, at: now)
    return RequestOptions(challenge: challenge, at: relyingParty)
  }

  /// Lets somebody in who shows a passkey.
  /// - Throws: ``PasskeyFault`` for the first check that fails.
  public func signIn(
    answer: AssertionAnswer, from caller: Caller = Caller(), now: Date
  ) async throws -> (person: Person, sessionToken: String) {
    let (passkey, person) = try await owner(of: answer.id)
    // Whoever names nobody beforehand has to be named by the authenticator (WebAuthn Level 3, section 7.2, step 6).
    guard answer.userHandle != nil else { throw PasskeyFault.wrongPerson }
    let used = try answer.used(passkey, of: person, at: relyingParty, now: now) { challenges.take($0, at: now) == .signIn }
    guard try await store.noteUse(of: used) else { throw PasskeyFault.counterDidNotGrow }
    return (person, try await openSession(for: person, by: .passkey, from: caller, now: now))
  }

  /// A person's passkeys, oldest first.
  public func passkeys(of person: UUID) async throws -> [Passkey] { try await store.passkeys(of: person) }

  /// - Returns: Whether the person has such a passkey.
  /// - Throws: ``PasskeyFault/unusableName``.
  public func rename(_ id: Data, of person: UUID, to name: String) async throws -> Bool {
    try await store.rename(passkey: id, of: person, to: Passkey.usable(name))
  }

  /// Removes a passkey for good and ends its person's sessions.
  /// - Parameter session: The token of the session of its person in which it is done; it goes on under a new one. `nil` where somebody else does it.
  /// - Returns: Whether the person had such a passkey, and the session's new token, if it goes on.
  public func revoke(
    _ id: Data, of person: UUID, session: String? = nil, now: Date
  ) async throws -> (isRemoved: Bool, sessionToken: String?) {
    guard try await store.remove(passkey: id, of: person, at: now) else { return (false, session) }
    return (true, try await endSessions(of: person, but: session, now: now))
  }

  private func creationOptions(for person: Person, now: Date) async throws -> CreationOptions {
    let challenge = Challenge()
    challenges.note(challenge, for: .enrolment(person.id), at: now)
    return CreationOptions(challenge: challenge, for: person, known: try await store.passkeys(of: person.id), at: relyingParty)
  }

  private func passkey(in answer: RegistrationAnswer, of person: Person, name: String, now: Date) throws(PasskeyFault) -> Passkey {
    try answer.passkey(of: person, name: name, at: relyingParty, now: now) { challenges.take($0, at: now) == .enrolment(person.id) }
  }

  /// A passkey and whose it is. Whoever is disabled is answered like whoever is not known.
  func owner(of credential: Data) async throws -> (passkey: Passkey, person: Person) {
    guard let passkey = try await store.passkey(id: credential), let person = try await store.person(passkey.person), person.isEnabled else {
      throw PasskeyFault.unknownCredential
    }
    return (passkey, person)
  }

  func enabled(_ person: UUID) async throws -> Person {
    guard let found = try await store.person(person) else { throw AccessFault.unknownPerson }
    guard found.isEnabled else { throw AccessFault.disabledPerson(person) }
    return found
  }
}
