import Foundation

/// What a browser is asked when a passkey is to be made: the JSON that `PublicKeyCredential.parseCreationOptionsFromJSON()` takes
/// (WebAuthn Level 3, section 5.1.9).
public struct CreationOptions: Sendable, Encodable {
  struct Party: Sendable, Encodable {
    let id, name: String
  }

  struct User: Sendable, Encodable {
    let id, name, displayName: String
  }

  struct KeyKind: Sendable, Encodable {
    let type = "public-key"
    let alg: Int
  }

  struct Selection: Sendable, Encodable {
    // A discoverable credential, so that nobody has to say who they are before they show that they are it.
    let residentKey = "required"
    let requireResidentKey = true
    let userVerification = "required"
  }

  let rp: Party
  let user: User
  let challenge: String
  let pubKeyCredParams = COSEKey.Kind.allCases.map { KeyKind(alg: $0.rawValue) }
  let timeout = ChallengeBook.lifetimeMilliseconds
  let excludeCredentials: [CredentialName]
  let authenticatorSelection = Selection()
  let hints: [String]
  let attestation = "none"

  /// - Parameters:
  ///   - person: Whom it is for; its ID is the user handle.
  ///   - known: The passkeys that they have, so that the same authenticator does not make a second one.
  init(challenge: Challenge, for person: Person, known: [Passkey], at party: RelyingParty) {
    rp = Party(id: party.id, name: party.name)
    user = User(id: person.id.userHandle.base64URLEncoded, name: person.name, displayName: person.name)
    self.challenge = challenge.bytes.base64URLEncoded
    excludeCredentials = known.map(CredentialName.init)
    hints = person.needsDeviceBoundPasskey ? ["security-key", "client-device"] : []
  }
}
