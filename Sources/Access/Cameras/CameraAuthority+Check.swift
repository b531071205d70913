import Crypto
public import Foundation
import SwiftASN1
import Traffic
import X509

extension CameraAuthority {
  /// A certificate of ours has some six hundred bytes.
  private static let longestBytes = 8192
  /// What a certificate may insist on that this check understands.
  private static let understood: Set<ASN1ObjectIdentifier> = [
    .X509ExtensionID.basicConstraints, .X509ExtensionID.keyUsage, .X509ExtensionID.extendedKeyUsage, .X509ExtensionID.subjectAlternativeName,
  ]

  /// Which camera a certificate is of. There is nothing between the authority and a camera, so no chain is looked for.
  ///
  /// Whether the key is pinned to that camera, and the camera let in at all, is not said by this: see the store.
  /// - Parameter der: the certificate that a device has proved in the handshake to have the key of.
  /// - Throws: ``CameraCertificateFault``: the first thing that is wrong.
  public func identity(of der: Data, now: Date) throws(CameraCertificateFault) -> CameraIdentity {
    guard der.count <= Self.longestBytes, let presented = try? Certificate(derEncoded: Array(der)), presented.version == .v3 else {
      throw .malformedCertificate
    }
    guard authority.hasSigned(presented) else { throw .otherAuthority }
    guard now >= presented.notValidBefore else { throw .notYetValid }
    guard now < presented.notValidAfter, now < authority.certificate.notValidAfter else { throw .expired }
    guard presented.publicKey.suitsCameras else { throw .unsuitableKey }
    guard Self.isForClients(presented.extensions) else { throw .wrongUse }
    guard let camera = Self.camera(presented) else { throw .wrongName }
    guard let pin = try? KeyPin(of: presented.publicKey) else { throw .unsuitableKey }
    return CameraIdentity(
      camera: camera, pin: pin, notAfter: presented.notValidAfter, publicKey: presented.publicKey)
  }

  private static func isForClients(_ extensions: Certificate.Extensions) -> Bool {
    guard extensions.allSatisfy({ !$0.critical || understood.contains($0.oid) }),
      let constraints = try? extensions.basicConstraints, constraints == .notCertificateAuthority,
      let usage = try? extensions.keyUsage, usage.digitalSignature, !usage.keyCertSign,
      let purposes = try? extensions.extendedKeyUsage
    else { return false }
    return Array(purposes) == [.clientAuth]
  }

  private static func camera(_ presented: Certificate) -> CameraID? {
    guard let names = try? presented.extensions.subjectAlternativeNames, names.count == 1,
      case .uniformResourceIdentifier(let uri)? = names.first, uri.hasPrefix(uriOpening),
      let camera = CameraID(rawValue: String(uri.dropFirst(uriOpening.count))),
      let subject = try? DistinguishedName(builder: { CommonName(camera.rawValue) }), subject == presented.subject
    else { return nil }
    return camera
  }
}
