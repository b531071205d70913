import Crypto
import Foundation
import Sealing
import TransparencyLog

/// How a keyholder signs its answers: Ed25519 over `"gantry/v1/answer" || SHA-256(canonical JSON without the signature)`.
enum AnswerSignature {
  static func sign(_ content: [String: CanonicalJSON], with identity: Curve25519.Signing.PrivateKey) throws(KeyholdingFault) -> Data {
    guard let signature = try? identity.signature(for: message(content)) else { throw .unusable("The answer could not be signed.") }
    return signature
  }

  static func check(
    _ signature: Data, of content: [String: CanonicalJSON], by identity: Curve25519.Signing.PublicKey, _ thing: String
  ) throws(KeyholdingFault) {
    guard identity.isValidSignature(signature, for: message(content)) else {
      throw .malformed(thing, "it is not signed by the identity that is pinned for this keyholder.")
    }
  }

  /// The answer with its signature, as it is sent.
  static func signed(_ content: [String: CanonicalJSON], _ signature: Data) -> Data {
    var content = content
    content["signature"] = .bytes(signature)
    return CanonicalJSON.object(content).bytes
  }

  private static func message(_ content: [String: CanonicalJSON]) -> Data {
    var message = Data()
    message.append(SealingLabel.answer)
    message.append(raw: Data(SHA256.hash(data: CanonicalJSON.object(content).bytes)))
    return message
  }
}
