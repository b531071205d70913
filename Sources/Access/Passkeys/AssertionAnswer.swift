public import Foundation

/// What `PublicKeyCredential.toJSON()` gives for a credential that was used (`AuthenticationResponseJSON`, WebAuthn Level 3, section 5.1).
public struct AssertionAnswer: Sendable, Decodable {
  /// The most bytes that such an answer may have.
  public static let longest = 32 << 10

  let id: Data
  let clientDataJSON: Data
  let authenticatorData: Data
  let signature: Data
  /// The user handle that the credential was made with; an authenticator may leave it out where it was told which credential to use.
  let userHandle: Data?

  /// - Throws: ``PasskeyFault/malformed`` for what is not such an answer.
  public init(json: Data) throws(PasskeyFault) {
    guard json.count <= Self.longest, let answer = try? JSONDecoder().decode(Self.self, from: json) else { throw .malformed }
    self = answer
  }

  public init(from decoder: any Decoder) throws {
    let answer = try decoder.container(keyedBy: AnswerKey.self)
    let response = try answer.nestedContainer(keyedBy: AnswerKey.self, forKey: .response)
    id = try answer.credentialID()
    clientDataJSON = try response.bytes(.clientDataJSON)
    authenticatorData = try response.bytes(.authenticatorData)
    signature = try response.bytes(.signature)
    userHandle = try response.decodeIfPresent(String.self, forKey: .userHandle) == nil ? nil : response.bytes(.userHandle)
  }
}
