import Crypto
public import Foundation
public import Traffic
import X509

/// The private authority that vouches for cameras: nobody else trusts it, and it vouches for nothing else.
public struct CameraAuthority: Sendable {
  static let uriOpening = "gantry:camera:"

  let authority: CertificateAuthority

  init(_ authority: CertificateAuthority) { self.authority = authority }

  /// Draws a new one.
  public init(now: Date) throws(CertificateFault) { self.init(try CertificateAuthority.make(name: "Gantry cameras", now: now)) }

  /// Its own certificate in PEM, which ends every camera's chain.
  public var certificatePEM: String { get throws(CertificateFault) { try authority.certificate.pem } }

  /// A certificate for the key of a request.
  public func issue(to camera: CameraID, _ request: CameraSigningRequest, now: Date) throws(CertificateFault) -> CameraCertificate {
    try issue(to: camera, request.publicKey, now: now)
  }

  /// A new certificate for the key that the camera has already.
  public func renew(_ identity: CameraIdentity, now: Date) throws(CertificateFault) -> CameraCertificate {
    try issue(to: identity.camera, identity.publicKey, now: now)
  }

  private func issue(to camera: CameraID, _ publicKey: Certificate.PublicKey, now: Date) throws(CertificateFault) -> CameraCertificate {
    let notAfter = now + CameraCertificate.lifetime
    let order = CertificateOrder(
      name: camera.rawValue, alternativeNames: [.uniformResourceIdentifier(Self.uriOpening + camera.rawValue)], purpose: .client,
      validFrom: now - CertificateOrder.backdatingSeconds, validUntil: notAfter)
    let signed = try authority.sign(order, for: publicKey)
    return CameraCertificate(
      camera: camera, pin: try KeyPin(of: publicKey), pem: try signed.pem, notAfter: notAfter,
      renewAfter: now + CameraCertificate.lifetime * CameraCertificate.renewedAfter)
  }
}
