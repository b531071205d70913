import Foundation

/// What a browser is asked when a passkey is to be used: the JSON that `PublicKeyCredential.parseRequestOptionsFromJSON()` takes
/// (WebAuthn Level 3, section 5.1.10).
public struct RequestOptions: Sendable, Encodable {
  let challenge: String
  let timeout = ChallengeBook.lifetimeMilliseconds
  let rpId: String
  let allowCredentials: [CredentialName]
  let userVerification = "required"

  /// - Parameter allowed: The passkeys that will do; empty lets the browser offer those that it knows for this office.
  init(challenge: Challenge, allowed: [Passkey] = [], at party: RelyingParty) {
    self.challenge = challenge.bytes.base64URLEncoded
    rpId = party.id
    allowCredentials = allowed.map(CredentialName.init)
  }
}
