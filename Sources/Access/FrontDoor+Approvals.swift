public import Foundation

/// Acts that need a passkey once more: what is signed is the hash of exactly this act.
extension FrontDoor {
  /// What a browser is asked so that a person approves an act.
  /// - Throws: ``AccessFault/noPasskey``; ``PasskeyFault/wrongPerson`` for another person's act; ``AccessFault/unknownPerson`` or
  ///   ``AccessFault/disabledPerson(_:)``.
  public func approvalOptions(for act: Act, by person: UUID, now: Date) async throws -> RequestOptions {
    guard act.person == person else { throw PasskeyFault.wrongPerson }
    let person = try await enabled(person)
    let passkeys = try await store.passkeys(of: person.id).filter { !$0.isBackupEligible || !person.needsDeviceBoundPasskey }
    guard !passkeys.isEmpty else { throw AccessFault.noPasskey }
    let challenge = Challenge(for: act)
    challenges.note(challenge, for: .approval(act), at: now)
    return RequestOptions(challenge: challenge, allowed: passkeys, at: relyingParty)
  }

  /// Takes an approval and keeps it.
  /// - Parameter act: What is about to be done, as the server understands it now. It must say the same as what was shown
  ///   (``Act/saysTheSame(as:)``); its own time and nonce do not matter.
  /// - Returns: The approval of the act as it was shown, with the time and the nonce that were signed.
  /// - Throws: ``PasskeyFault`` for the first check that fails; ``PasskeyFault/wrongChallenge`` also where another act was shown.
  public func approve(_ act: Act, by person: UUID, answer: AssertionAnswer, now: Date) async throws -> Approval {
    let (passkey, owner) = try await owner(of: answer.id)
    guard owner.id == person, act.person == person else { throw PasskeyFault.unknownCredential }
    var shown: Act?
    let used = try answer.used(passkey, of: owner, at: relyingParty, now: now) { challenge in
      guard case .approval(let noted)? = challenges.take(challenge, at: now), noted.saysTheSame(as: act) else { return false }
      shown = noted
      return true
    }
    guard let shown else { throw PasskeyFault.wrongChallenge }
    let approval = Approval(
      act: shown, credential: passkey.id, key: passkey.key, authenticatorData: answer.authenticatorData, clientDataJSON: answer.clientDataJSON,
      signature: answer.signature, at: now)
    guard try await store.keep(approval, use: used) else { throw PasskeyFault.counterDidNotGrow }
    return approval
  }
}
