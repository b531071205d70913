import Crypto
import Foundation

extension AssertionAnswer {
  /// Checks an answer as WebAuthn Level 3, section 7.2, says. That the credential is known, and allowed, is the caller's to see before; that its
  /// counter grew, the store's to see again, where two answers may meet.
  /// - Parameter isExpected: Whether a challenge was given out for this; it is used up by being asked.
  /// - Returns: The passkey with its new counter and backup state.
  func used(
    _ passkey: Passkey, of person: Person, at party: RelyingParty, now: Date, isExpected: (Challenge) -> Bool
  ) throws(PasskeyFault) -> Passkey {
    if let userHandle, userHandle != person.id.userHandle { throw .wrongPerson }
    let check = CeremonyCheck(party: party, kind: .assertion)
    try check.client(clientDataJSON, isExpected: isExpected)
    let authenticator = try AuthenticatorData(authenticatorData)
    guard authenticator.credential == nil else { throw .malformed }
    try check.authenticator(authenticator)
    guard authenticator.flags.contains(.backupEligible) == passkey.isBackupEligible else { throw .wrongBackupFlags }
    if passkey.isBackupEligible, person.needsDeviceBoundPasskey { throw .backupEligible }
    guard passkey.canCount(to: authenticator.counter) else { throw .counterDidNotGrow }
    guard try COSEKey(passkey.key).isValid(signature, for: authenticatorData + SHA256.hash(data: clientDataJSON)) else { throw .wrongSignature }
    var used = passkey
    used.counter = authenticator.counter
    used.isBackedUp = authenticator.flags.contains(.backedUp)
    used.lastUsedAt = now
    return used
  }
}

extension Passkey {
  /// Whether a use with this count may follow the last one: it grows, or the authenticator does not count at all (WebAuthn Level 3, section 7.2,
  /// step 22). One that does not grow is what a copied key looks like.
  public func canCount(to next: UInt32) -> Bool { next == 0 && counter == 0 || next > counter }
}
