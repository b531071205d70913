import Crypto
import Foundation
import SwiftASN1
import Testing
import Traffic
import X509

@testable import Access

@Suite("Certificates of cameras")
struct CameraCertificateTests {
  static let now = Date(timeIntervalSince1970: 1_795_262_400)
  static let camera = CameraID(rawValue: "tas-014-a")!
  private let authority: CameraAuthority

  init() throws { authority = try CameraAuthority(now: Self.now) }

  /// What a device sends.
  private static func request(_ key: Certificate.PrivateKey, _ algorithm: Certificate.SignatureAlgorithm = .ecdsaWithSHA256) throws -> String {
    try CertificateSigningRequest(
      version: .v1, subject: DistinguishedName { CommonName("whatever") }, privateKey: key, attributes: .init(), signatureAlgorithm: algorithm
    ).serializeAsPEM().pemString
  }

  private static func der(_ pem: String) throws -> Data { Data(try PEMDocument(pemString: pem).derBytes) }

  private func issued(_ key: Certificate.PrivateKey, _ algorithm: Certificate.SignatureAlgorithm = .ecdsaWithSHA256) throws -> CameraCertificate {
    try authority.issue(to: Self.camera, CameraSigningRequest(pem: Self.request(key, algorithm)), now: Self.now)
  }

  @Test("say which camera they are of, for a week, for clients alone")
  func fields() throws {
    let key = Certificate.PrivateKey(P256.Signing.PrivateKey())
    let given = try issued(key)
    let certificate = try Certificate(pemEncoded: given.pem)
    #expect(certificate.notValidAfter.timeIntervalSince(Self.now) == 7 * 86_400 && given.notAfter == certificate.notValidAfter)
    #expect(given.renewAfter.timeIntervalSince(Self.now) == 7 * 86_400 * 2 / 3)
    #expect(certificate.publicKey == key.publicKey)
    #expect(try certificate.subject == DistinguishedName { CommonName("tas-014-a") })
    #expect(try Array(certificate.extensions.extendedKeyUsage!) == [.clientAuth])
    #expect(try Array(certificate.extensions.subjectAlternativeNames!) == [.uniformResourceIdentifier("gantry:camera:tas-014-a")])
    #expect(try certificate.extensions.basicConstraints == .notCertificateAuthority)
    let own = try Certificate(pemEncoded: authority.certificatePEM)
    #expect(own.publicKey.isValidSignature(certificate.signature, for: certificate) && certificate.issuer == own.subject)
  }

  @Test("are known again, with the pin of their key")
  func known() throws {
    for key in [Certificate.PrivateKey(P256.Signing.PrivateKey()), Certificate.PrivateKey(Curve25519.Signing.PrivateKey())] {
      let given = try issued(key, P256.Signing.PublicKey(key.publicKey) == nil ? .ed25519 : .ecdsaWithSHA256)
      let identity = try authority.identity(of: Self.der(given.pem), now: Self.now)
      #expect(identity.camera == Self.camera && identity.pin == given.pin && identity.notAfter == given.notAfter)
      let renewed = try authority.renew(identity, now: Self.now + 86_400)
      #expect(renewed.pin == given.pin && renewed.notAfter == given.notAfter + 86_400)
      #expect(try authority.identity(of: Self.der(renewed.pem), now: given.notAfter + 1).camera == Self.camera)
      #expect(try KeyPin(given.pin.description) == given.pin && KeyPin(ofCertificate: Self.der(given.pem)) == given.pin)
    }
  }

  @Test("count within their time alone")
  func times() throws {
    let der = try Self.der(issued(Certificate.PrivateKey(P256.Signing.PrivateKey())).pem)
    #expect(throws: CameraCertificateFault.expired) { try authority.identity(of: der, now: Self.now + 7 * 86_400) }
    #expect(throws: CameraCertificateFault.notYetValid) { try authority.identity(of: der, now: Self.now - 3600) }
  }

  @Test("of another authority, or of the camera's own making, are none of ours")
  func others() throws {
    let key = Certificate.PrivateKey(P256.Signing.PrivateKey())
    let other = try CameraAuthority(now: Self.now)
    let request = try CameraSigningRequest(pem: Self.request(key))
    let theirs = try Self.der(other.issue(to: Self.camera, request, now: Self.now).pem)
    #expect(throws: CameraCertificateFault.otherAuthority) { try authority.identity(of: theirs, now: Self.now) }
    // Another authority of the same name, made by whoever has the camera.
    let selfMade = try CertificateAuthority.make(name: "Gantry cameras", now: Self.now).sign(Self.order(), for: key.publicKey).der
    #expect(throws: CameraCertificateFault.otherAuthority) { try authority.identity(of: selfMade, now: Self.now) }
    var altered = try Self.der(issued(key).pem)
    altered[altered.count - 4] ^= 1
    #expect(throws: CameraCertificateFault.self) { try authority.identity(of: altered, now: Self.now) }
    for bytes in [Data(), Data("no certificate".utf8), altered.prefix(100), Data(count: 100_000)] {
      #expect(throws: CameraCertificateFault.malformedCertificate) { try authority.identity(of: bytes, now: Self.now) }
    }
  }

  private static func order(
    _ name: String = "tas-014-a", _ names: [GeneralName] = [.uniformResourceIdentifier("gantry:camera:tas-014-a")],
    _ purpose: CertificateOrder.Purpose = .client
  ) -> CertificateOrder {
    CertificateOrder(name: name, alternativeNames: names, purpose: purpose, validFrom: now - 60, validUntil: now + 3600)
  }

  @Test("of the same authority for something else are refused")
  func uses() throws {
    let key = Certificate.PrivateKey(P256.Signing.PrivateKey())
    let server = try authority.authority.sign(Self.order("tas-014-a", Self.order().alternativeNames, .server), for: key.publicKey).der
    #expect(throws: CameraCertificateFault.wrongUse) { try authority.identity(of: server, now: Self.now) }
    #expect(throws: CameraCertificateFault.wrongUse) { try authority.identity(of: authority.authority.certificate.der, now: Self.now) }
    let large = Certificate.PrivateKey(P384.Signing.PrivateKey())
    let unsuitable = try authority.authority.sign(Self.order(), for: large.publicKey).der
    #expect(throws: CameraCertificateFault.unsuitableKey) { try authority.identity(of: unsuitable, now: Self.now) }
  }

  @Test("name exactly one camera, in both places", arguments: [
    ("tas-014-b", [GeneralName.uniformResourceIdentifier("gantry:camera:tas-014-a")]),
    ("tas-014-a", [.dnsName("tas-014-a")]), ("tas-014-a", [.uniformResourceIdentifier("gantry:camera:")]),
    ("tas-014-a", [.uniformResourceIdentifier("gantry:person:tas-014-a")]), ("../a", [.uniformResourceIdentifier("gantry:camera:../a")]),
    ("tas-014-a", [.uniformResourceIdentifier("gantry:camera:tas-014-a"), .uniformResourceIdentifier("gantry:camera:tas-014-b")]),
  ])
  func names(name: String, alternatives: [GeneralName]) throws {
    let key = Certificate.PrivateKey(P256.Signing.PrivateKey())
    let signed = try authority.authority.sign(Self.order(name, alternatives), for: key.publicKey).der
    #expect(throws: CameraCertificateFault.wrongName) { try authority.identity(of: signed, now: Self.now) }
  }

  @Test("are asked for with a key that suits, by who has it")
  func requests() throws {
    let key = Certificate.PrivateKey(P256.Signing.PrivateKey())
    let other = Certificate.PrivateKey(P256.Signing.PrivateKey())
    for text in ["", "nothing", try Self.request(key).replacing("REQUEST", with: "CERTIFICATE"), String(repeating: "A", count: 100_000)] {
      #expect(throws: CameraCertificateFault.malformedRequest) { try CameraSigningRequest(pem: text) }
    }
    let large = try Self.request(Certificate.PrivateKey(P384.Signing.PrivateKey()), .ecdsaWithSHA384)
    #expect(throws: CameraCertificateFault.unsuitableKey) { try CameraSigningRequest(pem: large) }
    let mine = try CertificateSigningRequest(pemEncoded: Self.request(key))
    let stolen = try CertificateSigningRequest(
      version: .v1, subject: mine.subject, publicKey: other.publicKey, attributes: mine.attributes, signatureAlgorithm: mine.signatureAlgorithm,
      signature: mine.signature
    ).serializeAsPEM().pemString
    #expect(throws: CameraCertificateFault.unprovenRequest) { try CameraSigningRequest(pem: stolen) }
    #expect(try CameraSigningRequest(pem: Self.request(key)).pin == issued(key).pin)
  }

  @Test("come from an authority that is drawn once and kept for its owner alone")
  func folder() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "gantry-authority-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let cameras = CameraAuthorityFolder(folder.appending(path: "cameras"))
    let none = try cameras.load()?.certificatePEM
    #expect(none == nil)
    let first = try cameras.authority(now: Self.now)
    #expect(try cameras.authority(now: Self.now).certificatePEM == first.certificatePEM)
    let key = cameras.url.appending(path: CertificateAuthority.keyFile)
    #expect(try FileManager.default.attributesOfItem(atPath: key.path)[.posixPermissions] as? Int == 0o600)
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: key.path)
    #expect(throws: CertificateFault.self) { try cameras.load() }
    try FileManager.default.removeItem(at: key)
    #expect(throws: CertificateFault.self) { try cameras.authority(now: Self.now) }
  }
}
