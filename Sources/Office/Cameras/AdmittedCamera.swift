import CameraProtocols
import Crypto
import Foundation
import HTTPTypes
import Traffic

/// A camera that was let in, and what it may send.
struct AdmittedCamera: Sendable {
  /// Over the body as it is sent, base64.
  static let signatureField = HTTPField.Name("Gantry-Signature")

  let camera: Camera
  /// The largest body, in bytes.
  let mostBytes: Int
  let allowance: CameraAllowance
  /// Until when what it came in with counts.
  let until: Date
  /// The key that its captures are signed with; `nil` where they are not.
  let signingKey: Curve25519.Signing.PublicKey?

  /// The camera's signature over a body; `nil` for a camera that signs nothing.
  /// - Throws: `Refusal.badSignature` where there should be one, and there is none or another's.
  func signature(in fields: HTTPFields, over body: Data) throws(Refusal) -> CaptureSignature? {
    guard let signingKey else { return nil }
    guard let name = Self.signatureField, let signature = fields[name].flatMap({ Data(base64Encoded: $0) }),
      signingKey.isValidSignature(signature, for: body)
    else { throw .badSignature }
    return CaptureSignature(key: signingKey.rawRepresentation, signature: signature)
  }
}
