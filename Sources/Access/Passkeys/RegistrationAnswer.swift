public import Foundation

/// What `PublicKeyCredential.toJSON()` gives for a new credential (`RegistrationResponseJSON`, WebAuthn Level 3, section 5.1).
public struct RegistrationAnswer: Sendable, Decodable {
  /// The most bytes that such an answer may have.
  public static let longest = 32 << 10

  let id: Data
  let clientDataJSON: Data
  let attestationObject: Data
  let transports: [String]

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
    attestationObject = try response.bytes(.attestationObject)
    let told = try response.decodeIfPresent([String].self, forKey: .transports) ?? []
    // They are only told to browsers again; what is no word of theirs is left out (section 5.8.4).
    transports = Set(told.filter { (1...20).contains($0.utf8.count) && $0.utf8.allSatisfy { $0 == 0x2D || (0x61...0x7A).contains($0) } }).sorted()
      .prefix(8).map { $0 }
  }
}
