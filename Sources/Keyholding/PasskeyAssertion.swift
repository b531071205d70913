import Crypto
public import Foundation

/// What a passkey signs when it is used (W3C Web Authentication, level 2, section 7.2): ES256 over
/// `authenticatorData || SHA-256(clientData)`.
public struct PasskeyAssertion: Hashable, Sendable {
  private struct ClientData: Decodable {
    var type, challenge, origin: String
    var crossOrigin: Bool?
  }

  private static let userPresent: UInt8 = 1
  private static let userVerified: UInt8 = 4

  public let authenticatorData: Data
  /// JSON, as the browser wrote it.
  public let clientData: Data
  /// DER.
  public let signature: Data

  public init(authenticatorData: Data, clientData: Data, signature: Data) {
    self.authenticatorData = authenticatorData
    self.clientData = clientData
    self.signature = signature
  }

  /// The signature is the key's, over this challenge, made on this origin's own page, and the person was asked for a finger or a PIN.
  func isValid(for challenge: Data, key: P256.Signing.PublicKey, relyingParty: String, origin: String) -> Bool {
    guard authenticatorData.count >= 37, let client = try? JSONDecoder().decode(ClientData.self, from: clientData),
      let signature = try? P256.Signing.ECDSASignature(derRepresentation: signature)
    else { return false }
    let flags = authenticatorData[authenticatorData.startIndex + 32]
    return client.type == "webauthn.get" && client.challenge == Self.base64URL(challenge) && client.origin == origin && client.crossOrigin != true
      && authenticatorData.prefix(32).elementsEqual(SHA256.hash(data: Data(relyingParty.utf8)))
      && flags & Self.userPresent != 0 && flags & Self.userVerified != 0
      && key.isValidSignature(signature, for: authenticatorData + Data(SHA256.hash(data: clientData)))
  }

  private static func base64URL(_ data: Data) -> String {
    data.base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
  }
}
