public import Foundation

/// Recovery: for who has lost every passkey. It never opens a session; it gives a one-time link with which a new passkey is made.
extension FrontDoor {
  /// Begins to set recovery up for a person who is in. What they had goes on until the first code is right.
  /// - Throws: ``RecoveryFault`` for a password that will not do; ``AccessFault/unknownPerson`` or ``AccessFault/disabledPerson(_:)``.
  public func setRecovery(password: String, for person: UUID, now: Date) async throws -> RecoverySetup {
    let person = try await enabled(person)
    let chosen = try RecoveryPassword(chosen: password, for: person)
    let cost = scryptCost
    let hash = try await scrypt.run { try PasswordHash(of: chosen, cost: cost) }
    let totp = TOTP()
    guard let setup = RecoverySetup(totp, for: person, at: relyingParty) else { throw AccessFault.unknownPerson }
    pendingRecoveries.propose(hash, totp, for: person.id, at: now)
    return setup
  }

  /// Finishes setting it up with the first code.
  /// - Throws: ``RecoveryFault/wrongCode`` or ``RecoveryFault/nothingPending``.
  public func confirmRecovery(code: String, of person: UUID, now: Date) async throws {
    try await store.save(pendingRecoveries.confirm(code, of: person, at: now))
  }

  /// Since when a person has means of recovery; `nil` where they have none.
  public func recoverySetAt(of person: UUID) async throws -> Date? { try await store.recovery(of: person)?.setAt }

  /// - Returns: Whether there were any.
  public func removeRecovery(of person: UUID, now: Date) async throws -> Bool { try await store.removeRecovery(of: person, at: now) }

  /// Gives a one-time link to a person who knows their password and has their authenticator app.
  ///
  /// An unknown name, a person without means of recovery, a wrong password or code and means that rest are answered alike, after the same work.
  /// - Throws: ``RecoveryFault/busy``.
  public func recover(name: String, password: String, code: String, now: Date) async throws -> SignInLink? {
    let name = name.trimmingCharacters(in: .whitespacesAndNewlines)
    let person = try await store.people().first { $0.name == name && $0.isEnabled }
    var means: RecoveryMeans?
    if let person { means = try await store.recovery(of: person.id) }
    let typed = RecoveryPassword(presented: password)
    let (cost, hash) = (scryptCost, means?.password)
    let isPasswordRight = try await scrypt.run {
      guard let hash else {
        _ = try PasswordHash(of: typed, cost: cost)
        return false
      }
      return try hash.isRight(for: typed)
    }
    guard let person, let means, !means.rests(at: now) else { return nil }
    let isAdmitted = try await store.changeRecovery(of: person.id) { $0.admits(isPasswordRight: isPasswordRight, code: code, now: now) }
    return isAdmitted == true ? try await invite(person.id, now: now) : nil
  }
}
