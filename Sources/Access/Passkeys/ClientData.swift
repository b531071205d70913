import Foundation

/// What the browser says it did, in its own words (WebAuthn Level 3, section 5.8.1). The authenticator signs a hash of it.
struct ClientData: Sendable {
  enum Kind: String, Sendable {
    case creation = "webauthn.create"
    case assertion = "webauthn.get"
  }

  private static let longest = 4096

  let type: String
  let challenge: Challenge
  let origin: String
  /// Whether the page that asked stood within another site's.
  let isCrossOrigin: Bool

  private struct Fields: Decodable {
    let type, challenge, origin: String
    let crossOrigin: Bool?
    let topOrigin: String?
  }

  /// - Throws: ``PasskeyFault/malformed`` for what is not that JSON.
  init(_ json: Data) throws(PasskeyFault) {
    guard json.count <= Self.longest, let fields = try? JSONDecoder().decode(Fields.self, from: json), let bytes = Data(base64URL: fields.challenge)
    else { throw .malformed }
    type = fields.type
    challenge = Challenge(bytes: bytes)
    origin = fields.origin
    isCrossOrigin = fields.crossOrigin == true || fields.topOrigin != nil
  }
}
