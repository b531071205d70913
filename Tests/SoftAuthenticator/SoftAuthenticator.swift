package import Access
package import Crypto
package import Foundation

/// An authenticator and the browser around it, in software: makes keys and answers as a real one would, and lies on demand.
package struct SoftAuthenticator: Sendable {
  /// What it answers beside what it should; each test changes one thing.
  package struct Behaviour: Sendable {
    package var origin: String
    package var relyingPartyID: String
    /// UP, UV and whatever else; AT and ED are set where they belong.
    package var flags: UInt8 = 0x05
    package var counter: UInt32 = 0
    package var type: String?
    package var challenge: String?
    package var crossOrigin: Bool? = false
    package var topOrigin: String?
    package var format = "none"
    /// CBOR of the attestation statement.
    package var statement = Data([0xA0])
    /// CBOR of extensions; sets ED.
    package var extensions: Data?
    /// The user handle that it gives; `nil` gives the one that it was made with.
    package var userHandle: String?
    package var leavesOutUserHandle = false
    /// Changes the authenticator's data before it is signed.
    package var distort: (@Sendable (Data) -> Data)?
  }

  package enum Key: Sendable {
    case p256(P256.Signing.PrivateKey)
    case ed25519(Curve25519.Signing.PrivateKey)
  }

  package let id: Data
  package let key: Key
  package var behaviour: Behaviour
  /// As it came with the options that it was made with.
  package private(set) var userHandle = ""

  package init(at party: RelyingParty, key: Key = .p256(P256.Signing.PrivateKey()), id: Data = SymmetricKey(size: .bits256).withUnsafeBytes { Data($0) }) {
    self.id = id
    self.key = key
    behaviour = Behaviour(origin: party.origin, relyingPartyID: party.id)
  }

  /// The public key in COSE form.
  package var coseKey: Data {
    switch key {
    case .p256(let key):
      let point = key.publicKey.rawRepresentation
      return Data([0xA5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20]) + point.prefix(32) + [0x22, 0x58, 0x20] + point.suffix(32)
    case .ed25519(let key):
      return Data([0xA4, 0x01, 0x01, 0x03, 0x27, 0x20, 0x06, 0x21, 0x58, 0x20]) + key.publicKey.rawRepresentation
    }
  }

  /// Makes the credential: what `navigator.credentials.create()` answers, as JSON.
  package mutating func create(_ options: CreationOptions) throws -> Data {
    let asked = try Asked(options)
    userHandle = asked.userID
    return try registration(challenge: asked.challenge)
  }

  /// Uses it: what `navigator.credentials.get()` answers, as JSON.
  package func get(_ options: RequestOptions) throws -> Data { try assertion(challenge: Asked(options).challenge) }

  package mutating func registrationAnswer(_ options: CreationOptions) throws -> RegistrationAnswer { try RegistrationAnswer(json: create(options)) }
  package func assertionAnswer(_ options: RequestOptions) throws -> AssertionAnswer { try AssertionAnswer(json: get(options)) }

  private func registration(challenge: String) throws -> Data {
    let length = UInt16(id.count)
    let attested = Data(count: 16) + Data([UInt8(length >> 8), UInt8(length & 0xFF)]) + id + coseKey
    let data = authenticatorData(attested: attested)
    let object =
      Data([0xA3, 0x63]) + Data("fmt".utf8) + Self.text(behaviour.format) + Data([0x67]) + Data("attStmt".utf8) + behaviour.statement + Data([0x68])
      + Data("authData".utf8) + Self.bytes(data)
    return try answer([
      "clientDataJSON": Self.base64URL(clientData("webauthn.create", challenge)), "attestationObject": Self.base64URL(object), "transports": ["usb", "nfc"],
    ])
  }

  private func assertion(challenge: String) throws -> Data {
    let client = try clientData("webauthn.get", challenge)
    let data = authenticatorData(attested: nil)
    var response: [String: Any] = [
      "clientDataJSON": Self.base64URL(client), "authenticatorData": Self.base64URL(data),
      "signature": Self.base64URL(try signature(of: data + SHA256.hash(data: client))),
    ]
    if !behaviour.leavesOutUserHandle { response["userHandle"] = behaviour.userHandle ?? userHandle }
    return try answer(response)
  }

  private func answer(_ response: [String: Any]) throws -> Data {
    let id = Self.base64URL(id)
    return try JSONSerialization.data(withJSONObject: [
      "id": id, "rawId": id, "type": "public-key", "authenticatorAttachment": "cross-platform", "clientExtensionResults": [:] as [String: Any],
      "response": response,
    ])
  }

  private func clientData(_ type: String, _ challenge: String) throws -> Data {
    var fields: [String: Any] = ["type": behaviour.type ?? type, "challenge": behaviour.challenge ?? challenge, "origin": behaviour.origin]
    fields["crossOrigin"] = behaviour.crossOrigin
    fields["topOrigin"] = behaviour.topOrigin
    return try JSONSerialization.data(withJSONObject: fields, options: [.sortedKeys, .withoutEscapingSlashes])
  }

  private func authenticatorData(attested: Data?) -> Data {
    let flags = behaviour.flags | (attested == nil ? 0 : 0x40) | (behaviour.extensions == nil ? 0 : 0x80)
    let counter = behaviour.counter
    let count = Data([UInt8(counter >> 24), UInt8(counter >> 16 & 0xFF), UInt8(counter >> 8 & 0xFF), UInt8(counter & 0xFF)])
    let data = Data(SHA256.hash(data: Data(behaviour.relyingPartyID.utf8))) + [flags] + count + (attested ?? Data()) + (behaviour.extensions ?? Data())
    return behaviour.distort?(data) ?? data
  }

  private func signature(of message: Data) throws -> Data {
    switch key {
    case .p256(let key): try key.signature(for: message).derRepresentation
    case .ed25519(let key): try key.signature(for: message)
    }
  }

  private static func text(_ text: String) -> Data { Data([0x60 | UInt8(text.utf8.count)]) + Data(text.utf8) }

  private static func bytes(_ data: Data) -> Data {
    switch data.count {
    case 0..<24: Data([0x40 | UInt8(data.count)]) + data
    case 24..<256: Data([0x58, UInt8(data.count)]) + data
    default: Data([0x59, UInt8(data.count >> 8), UInt8(data.count & 0xFF)]) + data
    }
  }

  package static func base64URL(_ data: Data) -> String {
    data.base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
  }
}
