public import Foundation
import X509

extension CertificateFolder {
  /// What a person compares.
  public struct Contents: Sendable, Hashable {
    public var certificate: CertificateSummary
    /// SHA-256 of the key's SubjectPublicKeyInfo, which cameras pin.
    public var pin: Data
    public var authorityValidUntil: Date
    /// SHA-256 of the authority's certificate.
    public var authorityFingerprint: Data
  }

  /// Reads what lies in the folder.
  /// - Throws: ``CertificateFault`` where a file is missing or no good. The authority's key may be elsewhere.
  public func contents() throws(CertificateFault) -> Contents {
    let chain = try CertificateChain(certificate: certificate, key: key)
    let authority = try CertificateChain.certificates(in: url.appending(path: CertificateAuthority.certificateFile))[0]
    return Contents(
      certificate: CertificateSummary(chain.leaf), pin: try chain.leaf.publicKey.pin, authorityValidUntil: authority.notValidAfter,
      authorityFingerprint: try authority.fingerprint)
  }
}
