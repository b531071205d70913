import Foundation

extension RegistrationAnswer {
  /// Checks an answer as WebAuthn Level 3, section 7.1, says.
  /// - Parameters:
  ///   - isExpected: Whether a challenge was given out for this person to make a passkey; it is used up by being asked.
  /// - Returns: The passkey, which is nobody's until it is stored.
  func passkey(
    of person: Person, name: String, at party: RelyingParty, now: Date, isExpected: (Challenge) -> Bool
  ) throws(PasskeyFault) -> Passkey {
    let check = CeremonyCheck(party: party, kind: .creation)
    try check.client(clientDataJSON, isExpected: isExpected)
    let authenticator = try AuthenticatorData(attestedData())
    try check.authenticator(authenticator)
    let isBackupEligible = authenticator.flags.contains(.backupEligible)
    if isBackupEligible, person.needsDeviceBoundPasskey { throw .backupEligible }
    guard let credential = authenticator.credential, credential.id == id else { throw .malformed }
    _ = try COSEKey(credential.key)
    return Passkey(
      id: id, person: person.id, name: try Passkey.usable(name), key: credential.key, counter: authenticator.counter,
      isBackupEligible: isBackupEligible, isBackedUp: authenticator.flags.contains(.backedUp), transports: transports, createdAt: now)
  }

  /// The authenticator data of an attestation object without a statement (section 8.7): none was asked for, and one would say who made the
  /// authenticator, which is nobody's business here.
  private func attestedData() throws(PasskeyFault) -> Data {
    guard let object = try? CBOR(attestationObject), object.keyCount == 3, let data = object[.text("authData")]?.bytes,
      case .text(let format)? = object[.text("fmt")], let statement = object[.text("attStmt")]?.keyCount
    else { throw .malformed }
    guard format == "none", statement == 0 else { throw .unwantedAttestation }
    return data
  }
}

extension Passkey {
  /// A name without white space around it.
  /// - Throws: ``PasskeyFault/unusableName``.
  static func usable(_ name: String) throws(PasskeyFault) -> String {
    let name = name.trimmingCharacters(in: .whitespacesAndNewlines)
    guard (1...longestName).contains(name.count), name.utf8.count <= 4 * longestName,
      !name.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
    else { throw .unusableName }
    return name
  }
}
