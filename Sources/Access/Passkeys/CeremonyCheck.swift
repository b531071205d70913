import Crypto
import Foundation

/// What is checked of every answer of an authenticator, new credential or not, in the order of WebAuthn Level 3, sections 7.1 and 7.2.
struct CeremonyCheck: Sendable {
  let party: RelyingParty
  let kind: ClientData.Kind

  /// What the browser says: the kind, the challenge, the exact origin, and that no other site's page is around it.
  /// - Parameter isExpected: Whether a challenge was given out for this; it is used up by being asked.
  func client(_ json: Data, isExpected: (Challenge) -> Bool) throws(PasskeyFault) {
    let client = try ClientData(json)
    guard client.type == kind.rawValue else { throw .wrongType }
    guard isExpected(client.challenge) else { throw .wrongChallenge }
    guard client.origin == party.origin else { throw .wrongOrigin }
    guard !client.isCrossOrigin else { throw .crossOrigin }
  }

  /// What the authenticator says: for whom, that its person was there and was verified, and that its backup flags make sense.
  func authenticator(_ data: AuthenticatorData) throws(PasskeyFault) {
    guard data.relyingPartyHash == Data(SHA256.hash(data: Data(party.id.utf8))) else { throw .wrongRelyingParty }
    guard data.flags.contains(.userPresent) else { throw .notPresent }
    guard data.flags.contains(.userVerified) else { throw .notVerified }
    guard data.flags.contains(.backupEligible) || !data.flags.contains(.backedUp) else { throw .wrongBackupFlags }
  }
}
