import Crypto
public import Foundation
public import X509

/// A private authority: a certificate that some machines trust, and the key that signs others for them.
///
/// It signs end entities only (path length 0). One of a server vouches for that server's names and no other, so that whoever steals its key
/// gains nothing against those who trust it beyond them.
public struct CertificateAuthority: Sendable {
  /// How long an authority is valid: ten years of 365 days.
  public static let standardDays = 3650

  public let certificate: Certificate
  let key: Certificate.PrivateKey

  /// - Throws: ``CertificateFault`` where the certificate is no authority's, or the key not its own.
  init(certificate: Certificate, key: Certificate.PrivateKey, file: String) throws(CertificateFault) {
    guard certificate.mayBeAuthority else { throw .notAnAuthority(file: file) }
    guard certificate.publicKey == key.publicKey else { throw .keyOfAnother(certificate: file) }
    self.certificate = certificate
    self.key = key
  }

  /// Draws a key (ECDSA P-256) and signs its own certificate with it.
  /// - Parameters:
  ///   - name: what people read.
  ///   - hosts: the only names it may vouch for as a server; empty where it vouches for clients.
  public static func make(name: String, vouchingFor hosts: [HostName] = [], days: Int = standardDays, now: Date) throws(CertificateFault)
    -> CertificateAuthority
  {
    let key = Certificate.PrivateKey(P256.Signing.PrivateKey())
    do {
      let subject = try DistinguishedName { CommonName(name) }
      let certificate = try Certificate(
        version: .v3, serialNumber: .init(), publicKey: key.publicKey, notValidBefore: now.addingTimeInterval(-CertificateOrder.backdatingSeconds),
        notValidAfter: now.addingTimeInterval(Double(days) * 86_400), issuer: subject, subject: subject,
        extensions: try extensions(of: key.publicKey, vouchingFor: hosts), issuerPrivateKey: key)
      return try CertificateAuthority(certificate: certificate, key: key, file: "the authority")
    } catch let fault as CertificateFault {
      throw fault
    } catch {
      throw .unwritten("\(error)")
    }
  }

  /// Signs a certificate.
  /// - Parameters:
  ///   - order: what it says. Its times have to lie within the authority's own.
  ///   - publicKey: whose holder it is for; that it holds the private one is the caller's to prove.
  public func sign(_ order: CertificateOrder, for publicKey: Certificate.PublicKey) throws(CertificateFault) -> Certificate {
    guard order.validUntil <= certificate.notValidAfter, order.validFrom < order.validUntil else { throw .outlivesAuthority }
    if let refused = order.alternativeNames.first(where: { !permits($0) }) { throw .nameNotPermitted("\(refused)") }
    do {
      return try Certificate(
        version: .v3, serialNumber: .init(), publicKey: publicKey, notValidBefore: max(order.validFrom, certificate.notValidBefore),
        notValidAfter: order.validUntil, issuer: certificate.subject, subject: try DistinguishedName { CommonName(order.name) },
        extensions: try extensions(of: order, publicKey), issuerPrivateKey: key)
    } catch {
      throw .unwritten("\(error)")
    }
  }

  /// Whether a certificate was signed by this authority. Nothing else is looked at: neither its times nor what it is for.
  public func hasSigned(_ other: Certificate) -> Bool { other.issuer == certificate.subject && certificate.publicKey.isValidSignature(other.signature, for: other) }
}
