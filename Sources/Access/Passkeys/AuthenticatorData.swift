import Foundation

/// What an authenticator signs (WebAuthn Level 3, section 6.1): for whom, what it saw, how often it was used, and the credential, if it is new.
struct AuthenticatorData: Sendable {
  /// A credential that was just made (section 6.5.1).
  struct NewCredential: Sendable {
    let id: Data
    /// The public key in COSE form, as it was written.
    let key: Data
  }

  private static let headLength = 37
  /// The model's ID and the length of the credential's.
  private static let credentialHeadLength = 18

  /// SHA-256 of the relying party's ID.
  let relyingPartyHash: Data
  let flags: AuthenticatorFlags
  let counter: UInt32
  let credential: NewCredential?

  /// - Throws: ``PasskeyFault/malformed`` for what is cut short, has something after its end, or says one thing and holds another.
  init(_ data: Data) throws(PasskeyFault) {
    let bytes = Data(data)
    guard bytes.count >= Self.headLength, bytes.count <= CBOR.longest else { throw .malformed }
    relyingPartyHash = bytes[0..<32]
    flags = AuthenticatorFlags(rawValue: bytes[32])
    counter = bytes[33..<37].reduce(0) { $0 << 8 | UInt32($1) }
    var rest = bytes[Self.headLength...]
    credential = flags.contains(.attested) ? try Self.credential(&rest) : nil
    if flags.contains(.extended) { try Self.skipExtensions(&rest) }
    guard rest.isEmpty else { throw .malformed }
  }

  private static func credential(_ rest: inout Data) throws(PasskeyFault) -> NewCredential {
    guard rest.count >= credentialHeadLength else { throw .malformed }
    let length = rest.dropFirst(16).prefix(2).reduce(0) { $0 << 8 | Int($1) }
    rest = rest.dropFirst(credentialHeadLength)
    guard (1...Passkey.longestID).contains(length), rest.count >= length else { throw .malformed }
    let id = Data(rest.prefix(length))
    rest = rest.dropFirst(length)
    return NewCredential(id: id, key: try item(&rest).written)
  }

  /// Extensions are a map by their names. None was asked for, so none means anything.
  private static func skipExtensions(_ rest: inout Data) throws(PasskeyFault) {
    guard try item(&rest).value.keyCount != nil else { throw .malformed }
  }

  private static func item(_ rest: inout Data) throws(PasskeyFault) -> (value: CBOR, written: Data) {
    var reader = CBORReader(rest)
    guard let value = try? reader.item() else { throw .malformed }
    defer { rest = rest.dropFirst(reader.place) }
    return (value, Data(rest.prefix(reader.place)))
  }
}
