import Crypto
import Foundation
import SwiftASN1
import Testing
import X509

@testable import Access

@Suite struct CertificateAuthorityTests {
  /// Whole seconds, as certificates have them.
  let now = Date(timeIntervalSince1970: Date().timeIntervalSince1970.rounded(.down))

  private func folder() throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appending(path: "authority-\(UUID().uuidString)")
    return folder
  }

  private func authority(_ hosts: String...) throws -> CertificateAuthority {
    try CertificateAuthority.make(name: "Gantry test authority", vouchingFor: try hosts.map { try HostName($0) }, now: now)
  }

  private func order(_ hosts: String..., days: Int = 90) throws -> CertificateOrder {
    try .server(names: try hosts.map { try HostName($0) }, days: days, now: now)
  }

  @Test func `An authority signs end entities only, for ten years`() throws {
    let certificate = try authority("gantry.example").certificate
    #expect(try certificate.extensions.basicConstraints == .isCertificateAuthority(maxPathLength: 0))
    #expect(try certificate.extensions.keyUsage == KeyUsage(keyCertSign: true, cRLSign: true))
    #expect(certificate.notValidAfter == now.addingTimeInterval(3650 * 86_400))
    #expect(certificate.publicKey.isValidSignature(certificate.signature, for: certificate))
  }

  @Test func `What it signs says whose it is, what for and how long`() async throws {
    let authority = try authority("gantry.example")
    let key = Certificate.PrivateKey(P256.Signing.PrivateKey())
    let leaf = try authority.sign(order("gantry.example"), for: key.publicKey)
    #expect(authority.hasSigned(leaf))
    #expect(try leaf.extensions.extendedKeyUsage == ExtendedKeyUsage([.serverAuth]))
    #expect(try leaf.extensions.subjectAlternativeNames == SubjectAlternativeNames([.dnsName("gantry.example")]))
    #expect(leaf.notValidAfter == now.addingTimeInterval(90 * 86_400))
    #expect(leaf.notValidBefore <= now)
    var verifier = Verifier(rootCertificates: CertificateStore([authority.certificate])) {
      RFC5280Policy()
      ServerIdentityPolicy(serverHostname: "gantry.example", serverIP: nil)
    }
    guard case .validCertificate = await verifier.validate(leaf: leaf, intermediates: CertificateStore()) else {
      Issue.record("the chain does not verify")
      return
    }
  }

  @Test func `Another authority of the same name has not signed it`() throws {
    let key = Certificate.PrivateKey(P256.Signing.PrivateKey())
    let leaf = try authority("gantry.example").sign(order("gantry.example"), for: key.publicKey)
    #expect(try !authority("gantry.example").hasSigned(leaf))
  }

  @Test func `It vouches for its own names alone`() throws {
    let key = Certificate.PrivateKey(P256.Signing.PrivateKey()).publicKey
    let named = try authority("gantry.example")
    #expect(throws: Never.self) { try named.sign(try order("cameras.gantry.example"), for: key) }
    for other in ["bank.example", "evilgantry.example", "10.1.0.5"] {
      #expect(throws: CertificateFault.self) { try named.sign(try order(other), for: key) }
    }
    let addressed = try authority("10.1.0.5")
    #expect(throws: Never.self) { try addressed.sign(try order("10.1.0.5"), for: key) }
    #expect(throws: CertificateFault.self) { try addressed.sign(try order("gantry.example"), for: key) }
  }

  @Test func `Nothing outlives it`() throws {
    let key = Certificate.PrivateKey(P256.Signing.PrivateKey()).publicKey
    #expect(throws: CertificateFault.outlivesAuthority) { try authority("gantry.example").sign(try order("gantry.example", days: 3651), for: key) }
    #expect(throws: CertificateFault.outlivesAuthority) { try authority("gantry.example").sign(try order("gantry.example", days: -1), for: key) }
  }

  @Test func `It comes back from its folder, and is not written over`() throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let made = try authority("gantry.example")
    try made.write(to: folder)
    let read = try CertificateAuthority(folder: folder)
    #expect(read.certificate == made.certificate)
    #expect(read.key == made.key)
    let mode = try FileManager.default.attributesOfItem(atPath: folder.appending(path: "authority.key").path)[.posixPermissions] as? Int
    #expect(mode == 0o600)
    #expect(throws: CertificateFault.alreadyThere(file: folder.appending(path: "authority.key").path)) { try authority("gantry.example").write(to: folder) }
    #expect(try CertificateAuthority(folder: folder).certificate == made.certificate)
  }

  @Test func `A key that others can read is not used`() throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    try authority().write(to: folder)
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: folder.appending(path: "authority.key").path)
    #expect { try CertificateAuthority(folder: folder) } throws: { "\($0)".contains("can be read by others (mode 640)") }
  }

  @Test func `Files that are none of ours are refused with words`() throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect { try CertificateAuthority(folder: folder) } throws: { "\($0)".contains("No such file") }
    let made = try authority()
    try made.write(to: folder)
    let certificate = folder.appending(path: "authority.pem")
    for text in ["", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", "-----BEGIN CERTIFICATE-----\n", String(repeating: "x", count: 1 << 19)] {
      try Data(text.utf8).write(to: certificate)
      #expect(throws: CertificateFault.noCertificate(file: certificate.path)) { try CertificateAuthority(folder: folder) }
    }
    try Data(try authority().certificate.pem.utf8).write(to: certificate)
    #expect(throws: CertificateFault.keyOfAnother(certificate: certificate.path)) { try CertificateAuthority(folder: folder) }
    let leaf = try made.sign(try order("gantry.example"), for: made.key.publicKey)
    try Data(try leaf.pem.utf8).write(to: certificate)
    #expect(throws: CertificateFault.notAnAuthority(file: certificate.path)) { try CertificateAuthority(folder: folder) }
  }

  @Test func `A chain is read with the key that it was made for`() throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let made = try authority("gantry.example")
    try made.write(to: folder)
    let key = Certificate.PrivateKey(P256.Signing.PrivateKey())
    let leaf = try made.sign(order("gantry.example"), for: key.publicKey)
    let (certificate, keyFile) = (folder.appending(path: "server.pem"), folder.appending(path: "server.key"))
    try Data((try leaf.pem + made.certificate.pem).utf8).write(to: certificate)
    try CertificateAuthority.text(of: key).write(to: keyFile)
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: keyFile.path)
    let chain = try CertificateChain(certificate: certificate, key: keyFile)
    #expect(chain.certificates == [leaf, made.certificate])
    #expect(throws: CertificateFault.keyOfAnother(certificate: certificate.path)) {
      try CertificateChain(certificate: certificate, key: folder.appending(path: "authority.key"))
    }
    try Data("no key".utf8).write(to: keyFile)
    #expect(throws: CertificateFault.noKey(file: keyFile.path)) { try CertificateChain(certificate: certificate, key: keyFile) }
  }

  @Test(arguments: ["", "*", "*.example", "a b", "-a.example", "a-.example", "a..example", ".example", "1.2.3", "10.0.0.256", String(repeating: "a", count: 64) + ".example"])
  func `What is no name of a machine gets no certificate`(_ text: String) {
    #expect(throws: CertificateFault.self) { try HostName(text) }
  }

  @Test func `A key's pin is of the whole SubjectPublicKeyInfo`() throws {
    let key = P256.Signing.PrivateKey()
    #expect(try Certificate.PublicKey(key.publicKey).pin == Data(SHA256.hash(data: key.publicKey.derRepresentation)))
  }
}
