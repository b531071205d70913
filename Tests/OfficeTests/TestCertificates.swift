import Crypto
import Foundation
import NIOSSL
import SwiftASN1
import X509

@testable import Access
@testable import Office

/// An authority in a temporary folder, and server certificates of it in files, as an administrator has them.
final class TestCertificates: Sendable {
  let folder: URL
  let authority: CertificateAuthority

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "gantry-tls-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    authority = try CertificateAuthority.make(name: "test", now: Date())
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  var files: Configuration.Listener.TLS { .init(certificate: folder.appending(path: "server.pem"), key: folder.appending(path: "server.key")) }

  /// What clients trust.
  var roots: NIOSSLTrustRoots {
    get throws { .certificates([try NIOSSLCertificate(bytes: Array(try authority.certificate.der), format: .der)]) }
  }

  /// Puts a new certificate into the files.
  @discardableResult
  func issue(_ names: [String] = ["localhost", "127.0.0.1"], from: Date = Date(timeIntervalSinceNow: -60), until: Date = Date(timeIntervalSinceNow: 3600))
    throws -> Certificate
  {
    let key = Certificate.PrivateKey(P256.Signing.PrivateKey())
    let order = CertificateOrder(
      name: names[0], alternativeNames: try names.map { try HostName($0).generalName }, purpose: .server, validFrom: from, validUntil: until)
    let certificate = try authority.sign(order, for: key.publicKey)
    try write(certificate: try certificate.pem + authority.certificate.pem, key: try key.serializeAsPEM().pemString)
    return certificate
  }

  func write(certificate: String, key: String) throws {
    try Data(certificate.utf8).write(to: files.certificate)
    try Data(key.utf8).write(to: files.key)
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: files.key.path)
  }

  /// A client's certificate and key.
  func client(_ name: String, of other: CertificateAuthority? = nil) throws -> (certificate: NIOSSLCertificate, key: NIOSSLPrivateKey) {
    let key = Certificate.PrivateKey(P256.Signing.PrivateKey())
    let order = CertificateOrder(
      name: name, alternativeNames: [.uniformResourceIdentifier("test:\(name)")], purpose: .client, validFrom: Date(timeIntervalSinceNow: -60),
      validUntil: Date(timeIntervalSinceNow: 3600))
    let certificate = try (other ?? authority).sign(order, for: key.publicKey)
    return (
      try NIOSSLCertificate(bytes: Array(try certificate.der), format: .der),
      try NIOSSLPrivateKey(bytes: Array(try key.serializeAsPEM().pemString.utf8), format: .pem)
    )
  }
}
