/// Why a passkey was not taken: one case for each check, in their order. What it says is for the person whose passkey it is; a stranger learns
/// nothing from it that they did not send themselves.
public enum PasskeyFault: Error, Sendable, Hashable, CaseIterable, CustomStringConvertible {
  /// The answer is not what a browser sends.
  case malformed
  /// No passkey with this ID is known here, or it is somebody else's, or its person is disabled.
  case unknownCredential
  /// The client data is for another kind of ceremony.
  case wrongType
  /// The challenge was not given out here for this, was used, or is older than ``ChallengeBook/lifetime``.
  case wrongChallenge
  case wrongOrigin
  /// The request was made from within another site's page.
  case crossOrigin
  /// The authenticator answered to another relying party.
  case wrongRelyingParty
  case notPresent
  case notVerified
  /// Backed up and yet not eligible for it, or an eligibility that changed.
  case wrongBackupFlags
  /// May be copied to other devices, and its person is an administrator.
  case backupEligible
  /// The counter did not grow: there may be a second one of it.
  case counterDidNotGrow
  case wrongSignature
  /// The user handle is not the person's.
  case wrongPerson
  /// An attestation statement, although none was asked for.
  case unwantedAttestation
  /// A key of a kind that was not asked for, or no point of its curve.
  case unusableKey
  /// The credential ID is known already.
  case alreadyKnown
  case tooMany
  /// The name that its person gave it is empty or too long.
  case unusableName

  public var description: String {
    switch self {
    case .malformed:
      "The browser's answer cannot be read. Try again with a browser that knows passkeys, such as a current Firefox, Chromium, Edge or Safari."
    case .unknownCredential: "This passkey is not known here. Use another one, or ask an administrator for a link to make a new one."
    case .wrongType: "The browser answered to something else than what was asked. Load the page again."
    case .wrongChallenge: "This took longer than five minutes, or was sent twice. Load the page again and try once more."
    case .wrongOrigin: "The page was not opened under the address that this office has. Type the address yourself, and do not follow links from mail."
    case .crossOrigin: "The request came from within another site's page. Open this office in a tab of its own."
    case .wrongRelyingParty: "The passkey answered for another site. Use the one that was made for this office."
    case .notPresent: "The passkey says that nobody was there. Touch it when it blinks."
    case .notVerified: "The passkey did not check who you are. Set a PIN or a fingerprint on it first."
    case .wrongBackupFlags: "The passkey contradicts what it said of itself before. Remove it from your account and make a new one."
    case .backupEligible:
      "This passkey can be copied to other devices, and administrators need one that cannot: a security key, or one that stays on this device."
    case .counterDidNotGrow: "The passkey counts fewer uses than before, so there may be a copy of it. Tell an administrator, who removes it."
    case .wrongSignature: "The passkey's signature is not right. Try again, or use another passkey."
    case .wrongPerson: "This passkey was made for somebody else. Use your own."
    case .unwantedAttestation:
      "The passkey sent a statement about its maker that was not asked for. Allow the browser to leave it out, or use another passkey."
    case .unusableKey: "The passkey has a kind of key that is not taken here; ES256 and Ed25519 are."
    case .alreadyKnown: "This passkey has been added already."
    case .tooMany: "There are \(Passkey.mostOfOnePerson) passkeys already. Remove one that is not used any more."
    case .unusableName: "A passkey's name has 1 to \(Passkey.longestName) characters."
    }
  }
}
