import Access
import Foundation
import Testing

@testable import Office

@Suite("Configuration: signing in")
struct SignInSettingsTests {
  private func faults(_ yaml: String) -> [ConfigurationFault] {
    do {
      _ = try Configuration(yaml: yaml, name: "gantry.yaml", base: URL(fileURLWithPath: "/srv/gantry"))
      return []
    } catch {
      return error.faults
    }
  }

  @Test("Links make passkeys unless somebody says otherwise, and the default address can have some")
  func defaults() throws {
    let configuration = try Configuration(yaml: "", name: "gantry.yaml", base: URL(fileURLWithPath: "/srv/gantry"))
    #expect(configuration.signIn.links == .enrol)
    #expect(configuration.relyingParty == .local && configuration.relyingParty.canHavePasskeys)
  }

  @Test("Passkeys need a name, and https unless it is this machine", arguments: [
    ("http://127.0.0.1:8080", false), ("https://192.0.2.7", false), ("https://[2001:db8::1]:8443", false), ("http://[::1]:8080", false),
    ("http://gantry.example", false), ("https://gantry.example", true), ("https://GANTRY.example:8443/", true), ("http://localhost:9", true),
    ("http://gantry.localhost:9", true), ("gantry.example", false), ("https://", false),
  ])
  func addresses(address: String, isGood: Bool) {
    let found = faults("address: \(address)\n").filter { $0.key == "address" }
    #expect(found.isEmpty == isGood)
    if let fault = found.first { #expect(fault.line == 1 && fault.message.contains("http://localhost:8080")) }
  }

  @Test("Links that open sessions stay on the machine", arguments: [
    ("http://127.0.0.1:8080", true), ("http://localhost:8080", true), ("http://[::1]:8080", true), ("https://gantry.example", false),
    ("http://192.0.2.7:8080", false), ("http://localhost.evil.test", false),
  ])
  func links(address: String, isGood: Bool) {
    let found = faults("address: \(address)\nsign_in:\n  links: enter\n").filter { $0.key.hasPrefix("sign_in") }
    #expect(found.isEmpty == isGood)
  }

  @Test("Links that open sessions are refused where a listener can be reached", arguments: ["office", "cameras", "public"])
  func linksOnOpenListeners(listener: String) {
    let yaml = "address: http://localhost:8080\nlisten:\n  \(listener): 0.0.0.0:8080\nsign_in:\n  links: enter\n"
    #expect(faults(yaml).contains { $0.key.hasPrefix("sign_in") && $0.message.contains("links: enrol") })
  }

  @Test("What is no such word is a fault")
  func otherWords() {
    #expect(faults("sign_in:\n  links: open\n").map(\.key) == ["sign_in.links"])
    #expect(faults("sign_in:\n  link: enter\n").map(\.key) == ["sign_in.link"])
  }

  @Test("The relying party is the address's host; its origin is what browsers write", arguments: [
    ("https://Gantry.Example/", "gantry.example", "https://gantry.example"), ("http://localhost:8080", "localhost", "http://localhost:8080"),
    ("https://gantry.example:8443/x", "gantry.example", "https://gantry.example:8443"),
  ])
  func relyingParty(address: String, id: String, origin: String) {
    let party = RelyingParty(address: address)
    #expect(party.id == id && party.origin == origin)
  }
}
