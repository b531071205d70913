import Foundation
import Testing
import X509

@testable import Access

@Suite struct CertificateFolderTests {
  let folder = CertificateFolder(FileManager.default.temporaryDirectory.appending(path: "tls-\(UUID().uuidString)"))
  let now = Date(timeIntervalSince1970: Date().timeIntervalSince1970.rounded(.down))

  private func chain() throws -> CertificateChain { try CertificateChain(certificate: folder.certificate, key: folder.key) }

  @Test func `It is made, renewed with its key, and renewed with another`() throws {
    defer { try? FileManager.default.removeItem(at: folder.url) }
    try folder.make(names: [try HostName("gantry.example"), try HostName("10.0.0.5")], days: 90, now: now)
    let first = try chain()
    #expect(CertificateSummary(first.leaf).names == ["gantry.example", "10.0.0.5"])
    #expect(first.leaf.notValidAfter == now.addingTimeInterval(90 * 86_400))
    #expect(try CertificateAuthority(folder: folder.url).hasSigned(first.leaf))
    let mode = try FileManager.default.attributesOfItem(atPath: folder.key.path)[.posixPermissions] as? Int
    #expect(mode == 0o600)

    try folder.renew(days: 30, withNewKey: false, now: now)
    let second = try chain()
    #expect(second.leaf != first.leaf && second.leaf.publicKey == first.leaf.publicKey)
    #expect(CertificateSummary(second.leaf).names == CertificateSummary(first.leaf).names)
    try folder.renew(days: 30, withNewKey: true, now: now)
    #expect(try chain().leaf.publicKey != first.leaf.publicKey)
    #expect(throws: CertificateFault.self) { try folder.make(names: [try HostName("other.example")], days: 90, now: now) }
    #expect(CertificateSummary(try chain().leaf).names == ["gantry.example", "10.0.0.5"])
  }

  @Test func `A folder without an authority renews nothing`() throws {
    #expect(throws: CertificateFault.self) { try folder.renew(days: 30, withNewKey: false, now: now) }
    #expect(throws: CertificateFault.self) { try folder.make(names: [], days: 30, now: now) }
    #expect(!FileManager.default.fileExists(atPath: folder.url.path))
  }
}
