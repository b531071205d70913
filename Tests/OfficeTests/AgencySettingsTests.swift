import Access
import Foundation
import Testing

@testable import Office

@Suite("Configuration of the agency's provider")
struct AgencySettingsTests {
  private func faults(_ agency: String) -> [String] {
    do {
      _ = try Configuration(yaml: "sign_in: {agency: {\(agency)}}", name: "gantry.yaml", base: URL(fileURLWithPath: "/srv"))
      return []
    } catch {
      return error.faults.map(\.key)
    }
  }

  @Test("values are read, and the return address is the office's own")
  func values() throws {
    let configuration = try Configuration(
      yaml: """
        address: https://gantry.example/
        sign_in:
          agency: {issuer: "https://login.agency.example", client_id: gantry, name: City Police, assurance: [mfa], max_age: 1min}
        """, name: "gantry.yaml", base: URL(fileURLWithPath: "/srv"))
    let terms = try #require(configuration.signIn.agency).terms(officeAddress: configuration.officeAddress)
    #expect(terms.returnAddress == "https://gantry.example/sign-in/agency/return")
    #expect(terms.issuer == "https://login.agency.example" && terms.clientID == "gantry" && terms.secret == nil)
    #expect(terms.assurance == ["mfa"] && terms.maximumAge == .seconds(60))
    #expect(try Configuration(yaml: "", name: "a", base: URL(fileURLWithPath: "/srv")).signIn.agency == nil)
  }

  @Test("an address without TLS, one factor, or none named is a fault")
  func faults() {
    let sound = "issuer: https://a.example, client_id: c, assurance: [mfa]"
    #expect(faults(sound).isEmpty)
    #expect(faults("issuer: http://localhost:9, client_id: c, assurance: [mfa]").isEmpty)
    for issuer in ["http://a.example", "a.example", "file:///etc", "http://127.0.0.1.evil.example"] {
      #expect(faults("issuer: \"\(issuer)\", client_id: c, assurance: [mfa]") == ["sign_in.agency.issuer"], "\(issuer)")
    }
    #expect(faults("issuer: https://a.example, client_id: c") == ["sign_in.agency.assurance"])
    #expect(faults("issuer: https://a.example, client_id: c, assurance: [pwd]") == ["sign_in.agency.assurance"])
    #expect(faults("issuer: https://a.example, client_id: c, assurance: [a b]") == ["sign_in.agency.assurance"])
    #expect(faults("issuer: https://a.example, assurance: [mfa]") == ["sign_in.agency.client_id"])
    #expect(faults("\(sound), max_age: 9h") == ["sign_in.agency.max_age"])
    #expect(faults("\(sound), secret: x") == ["sign_in.agency.secret"])
  }

  @Test("a secret that others can read, or that is none, stops the start")
  func secret() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "gantry-agency-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "client.secret")
    func write(_ text: String, mode: Int) throws {
      try Data(text.utf8).write(to: file)
      try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file.path)
    }
    #expect(throws: AgencySecretFault.self) { try AgencySecret(file: file) }
    for mode in [0o640, 0o604, 0o644] {
      try write("s3cret\n", mode: mode)
      #expect(throws: AgencySecretFault.self) { try AgencySecret(file: file) }
    }
    for text in ["", "\n", "two\nlines", String(repeating: "a", count: 2000)] {
      try write(text, mode: 0o600)
      #expect(throws: AgencySecretFault.self) { try AgencySecret(file: file) }
    }
    #expect(throws: AgencySecretFault.self) { try AgencySecret(file: folder) }
    try write("s3cret\n", mode: 0o600)
    #expect(throws: Never.self) { try AgencySecret(file: file) }
  }
}
