import Crypto
import Foundation
import SwiftASN1
import X509

/// A device's own key: ECDSA on P-256, drawn where it is used, and never sent anywhere.
public struct DeviceKey: Sendable {
  private let key: Certificate.PrivateKey

  /// Draws one.
  public init() { key = Certificate.PrivateKey(P256.Signing.PrivateKey()) }

  /// - Throws: ``CameraCertificateFault/unsuitableKey`` for what is none of ours.
  public init(pem: String) throws(CameraCertificateFault) {
    guard let key = try? Certificate.PrivateKey(pemEncoded: pem), key.publicKey.suitsCameras else { throw .unsuitableKey }
    self.key = key
  }

  public var pem: String { get throws { try key.serializeAsPEM().pemString + "\n" } }

  /// The wish for a certificate, in PEM.
  public var signingRequest: String {
    get throws {
      try CertificateSigningRequest(
        version: .v1, subject: DistinguishedName { CommonName("camera") }, privateKey: key, attributes: .init(), signatureAlgorithm: .ecdsaWithSHA256
      ).serializeAsPEM().pemString + "\n"
    }
  }
}
