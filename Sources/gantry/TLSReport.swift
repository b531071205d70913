import Access
import Foundation

/// What lies in a folder of certificates, for a person to compare.
struct TLSReport {
  let text: String

  /// - Throws: `CertificateFault`.
  init(_ folder: CertificateFolder) throws(CertificateFault) {
    let contents = try folder.contents()
    let certificate = contents.certificate
    text = """
      certificate of  \(certificate.names.joined(separator: ", "))
      valid           \(certificate.validFrom.formatted(.iso8601)) to \(certificate.validUntil.formatted(.iso8601))
      key's pin       \(contents.pin.base64EncodedString()) (SHA-256 of its SubjectPublicKeyInfo)
      authority until \(contents.authorityValidUntil.formatted(.iso8601))
      authority       SHA-256 \(contents.authorityFingerprint.fingerprintText)
      """
  }
}
