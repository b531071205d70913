import Crypto
import DurableFiles
public import Foundation
import SwiftASN1
import X509

/// A folder with an authority of one's own and a server certificate that it signed, as `gantry tls init` makes it.
public struct CertificateFolder: Sendable {
  /// The server's certificate with the authority's behind it.
  public static let certificateFile = "server.pem"
  /// The server's key: its owner's alone (0600).
  public static let keyFile = "server.key"

  public let url: URL

  public var certificate: URL { url.appending(path: Self.certificateFile) }
  public var key: URL { url.appending(path: Self.keyFile) }

  public init(_ url: URL) { self.url = url }

  /// Makes an authority for these names alone, and a certificate of it.
  /// - Parameters:
  ///   - names: what clients call the server.
  ///   - days: how long the certificate is valid; the authority is for ten years.
  /// - Throws: ``CertificateFault/alreadyThere(file:)`` where the folder has an authority.
  public func make(names: [HostName], days: Int, now: Date) throws(CertificateFault) {
    let order = try CertificateOrder.server(names: names, days: days, now: now)
    let authority = try CertificateAuthority.make(name: "Gantry authority of \(order.name)", vouchingFor: names, now: now)
    let key = Certificate.PrivateKey(P256.Signing.PrivateKey())
    let certificate = try authority.sign(order, for: key.publicKey)
    try authority.write(to: url)
    try put(certificate, of: authority, key)
  }

  /// Replaces the certificate by one for the same names. The key stays unless another is asked for: cameras may have pinned it.
  public func renew(days: Int, withNewKey: Bool, now: Date) throws(CertificateFault) {
    let authority = try CertificateAuthority(folder: url)
    let old = try CertificateChain(certificate: certificate, key: key)
    let key = withNewKey ? Certificate.PrivateKey(P256.Signing.PrivateKey()) : old.key
    var names: [HostName] = []
    for name in CertificateSummary(old.leaf).names { names.append(try HostName(name)) }
    try put(try authority.sign(try .server(names: names, days: days, now: now), for: key.publicKey), of: authority, withNewKey ? key : nil)
  }

  /// Puts the new files in the old ones' place, one after the other. Whoever reads between the two finds a key that is not the certificate's, keeps
  /// what it has, and looks again.
  private func put(_ certificate: Certificate, of authority: CertificateAuthority, _ key: Certificate.PrivateKey?) throws(CertificateFault) {
    if let key {
      do {
        try replace(self.key, by: try CertificateAuthority.text(of: key))
      } catch let fault as CertificateFault {
        throw fault
      } catch {
        throw .unwritten("\(error)")
      }
    }
    try replace(self.certificate, by: Data((try certificate.pem + authority.certificate.pem).utf8))
  }

  private func replace(_ file: URL, by bytes: Data) throws(CertificateFault) {
    let draft = file.appendingPathExtension("draft")
    do {
      try OpenFile.remove(draft, for: "removing an old draft")
      try SecretFile(draft).create(bytes, for: "writing a certificate")
      try OpenFile.move(draft, to: file, for: "naming a certificate")
      try OpenFile.synchronise(folder: url)
    } catch {
      throw CertificateFault(error, writing: file.path)
    }
  }
}
