import Foundation
import HTTPTypes
import HummingbirdTesting
import Testing

@testable import Office

@Suite("security.txt")
struct SecurityTextTests {
  private static let path = "/.well-known/security.txt"

  @Test("says whom to tell, in the order of preference, and until when that may be believed")
  func text() throws {
    let security = Configuration.Security(
      contact: ["mailto:security@agency.example", "https://agency.example/report"], policy: "https://agency.example/security", languages: ["en", "uz"])
    let text = try #require(SecurityText(security, address: "https://Traffic.Example/pages", now: TestOffice.now)).text
    #expect(
      text == """
        Contact: mailto:security@agency.example\r
        Contact: https://agency.example/report\r
        Expires: 2027-05-22T00:00:00Z\r
        Preferred-Languages: en, uz\r
        Canonical: https://traffic.example/.well-known/security.txt\r
        Policy: https://agency.example/security\r

        """)
    let nobody = Configuration.Security(contact: nil, policy: nil, languages: ["en"])
    #expect(SecurityText(nobody, address: "https://a.example", now: TestOffice.now) == nil)
    let plain = try #require(SecurityText(security, address: "http://localhost:8080", now: TestOffice.now)).text
    #expect(!plain.contains("Canonical"), "RFC 9116 wants https there")
  }

  @Test("is served to strangers by the office and the public listener, and is not there where nobody was named")
  func served() async throws {
    let named = try PublicOffice { $0.security.contact = ["mailto:security@agency.example"] }
    try await named.visit { visitor in
      let answer = try await visitor.get(Self.path)
      #expect(answer.status == .ok && answer.headers[.contentType] == "text/plain; charset=utf-8")
      #expect(answer.text.hasPrefix("Contact: mailto:security@agency.example\r\nExpires: "))
    }
    let atOffice = try await named.pages.browse { client in try await Browser(client: client).get(Self.path).status }
    #expect(atOffice == .ok)
    let unnamed = try PublicOffice()
    let inPublic = try await unnamed.visit { try await $0.get(Self.path).status }
    let unnamedAtOffice = try await unnamed.pages.browse { client in try await Browser(client: client).get(Self.path).status }
    #expect(inPublic == .notFound && unnamedAtOffice == .notFound)
  }

  @Test("takes one contact or a list", arguments: ["security: {contact: 'tel:+1-201-555-0123'}", "security: {contact: ['tel:+1-201-555-0123']}"])
  func reading(_ yaml: String) throws {
    let security = try Configuration(yaml: yaml, name: "test", base: URL(fileURLWithPath: "/tmp")).security
    #expect(security == Configuration.Security(contact: ["tel:+1-201-555-0123"], policy: nil, languages: ["en"]))
  }

  @Test(
    "refuses what is no contact",
    arguments: [
      "contact: security@agency.example", "contact: http://agency.example", "contact: 'mailto:nobody'", "contact: []", "contact: ''",
      "contact: ['mailto:a@b', \"mailto:a@b\\nX: y\"]", "policy: 'http://agency.example'", "languages: []", "languages: ['english, please']", "mail: x",
    ])
  func refused(_ line: String) {
    #expect(throws: ConfigurationFaults.self) { try Configuration(yaml: "security:\n  \(line)\n", name: "test", base: URL(fileURLWithPath: "/tmp")) }
  }
}
