import Foundation

/// The members of a browser's answer that are read; others are passed over.
enum AnswerKey: String, CodingKey {
  case id, rawId, type, response
  case clientDataJSON, attestationObject, transports, authenticatorData, signature, userHandle
}

extension KeyedDecodingContainer<AnswerKey> {
  /// Bytes in base64 for addresses.
  func bytes(_ key: AnswerKey) throws -> Data {
    guard let data = Data(base64URL: try decode(String.self, forKey: key)) else {
      throw DecodingError.dataCorruptedError(forKey: key, in: self, debugDescription: "base64url belongs here")
    }
    return data
  }

  /// The credential ID, which stands there twice and must be the same.
  func credentialID() throws -> Data {
    let id = try bytes(.id)
    guard try bytes(.rawId) == id, (1...Passkey.longestID).contains(id.count), try decode(String.self, forKey: .type) == "public-key" else {
      throw DecodingError.dataCorruptedError(forKey: .id, in: self, debugDescription: "the ID of a public-key credential belongs here")
    }
    return id
  }
}
