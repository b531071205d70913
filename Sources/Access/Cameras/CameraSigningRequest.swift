import Foundation
import SwiftASN1
import X509

/// A device's wish for a certificate (PKCS #10, RFC 2986), checked: its key is of a kind that cameras may have, and the device has it. What else the
/// request says, such as a name, counts for nothing: the server knows from the code which camera it is.
public struct CameraSigningRequest: Sendable {
  /// A request has some five hundred bytes.
  private static let longestBytes = 8192

  let publicKey: Certificate.PublicKey
  public let pin: KeyPin

  /// - Throws: ``CameraCertificateFault`` for what is no request, has another kind of key, or is not signed with it.
  public init(pem: String) throws(CameraCertificateFault) {
    guard pem.utf8.count <= Self.longestBytes, let request = try? CertificateSigningRequest(pemEncoded: pem) else { throw .malformedRequest }
    guard request.publicKey.suitsCameras else { throw .unsuitableKey }
    guard request.publicKey.isValidSignature(request.signature, for: request) else { throw .unprovenRequest }
    guard let pin = try? KeyPin(of: request.publicKey) else { throw .unsuitableKey }
    publicKey = request.publicKey
    self.pin = pin
  }
}
