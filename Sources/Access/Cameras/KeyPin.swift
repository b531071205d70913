import Crypto
public import Foundation
import SwiftASN1
import X509

/// A public key, known by the SHA-256 of its SubjectPublicKeyInfo (RFC 7469, section 2.4): a certificate may be renewed, the key in it is the same.
public struct KeyPin: Hashable, Sendable, CustomStringConvertible {
  private static let opening = "sha256/"

  /// 32 bytes.
  public let sha256: Data

  /// - Returns: `nil` unless there are 32 bytes.
  public init?(sha256: Data) {
    guard sha256.count == SHA256.byteCount else { return nil }
    self.sha256 = sha256
  }

  /// - Parameter text: as it is printed, `sha256/` and base64.
  public init?(_ text: String) {
    guard text.hasPrefix(Self.opening), let bytes = Data(base64Encoded: String(text.dropFirst(Self.opening.count))) else { return nil }
    self.init(sha256: bytes)
  }

  /// The pin of a certificate's key.
  /// - Parameter der: the certificate.
  /// - Returns: `nil` where it is none.
  public init?(ofCertificate der: Data) {
    guard let certificate = try? Certificate(derEncoded: Array(der)) else { return nil }
    try? self.init(of: certificate.publicKey)
  }

  /// The pin of the key in a file of certificates: of the first, which is its holder's own.
  /// - Throws: ``CertificateFault``.
  public init(ofCertificatesIn file: URL) throws(CertificateFault) { try self.init(of: CertificateChain.certificates(in: file)[0].publicKey) }

  init(of key: Certificate.PublicKey) throws(CertificateFault) { sha256 = try key.pin }

  public var description: String { Self.opening + sha256.base64EncodedString() }
}

extension Certificate.PublicKey {
  /// Whether a camera may have such a key: P-256 or Ed25519, which every device can and nobody has to think about.
  var suitsCameras: Bool { P256.Signing.PublicKey(self) != nil || Curve25519.Signing.PublicKey(self) != nil }
}
