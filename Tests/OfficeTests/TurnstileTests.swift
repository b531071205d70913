import Access
import Foundation
import HTTPTypes
import HummingbirdTesting
import Testing
import WebReception

@testable import Office

@Suite("Limits: how often anybody may ask")
struct TurnstileTests {
  private static let now = TestOffice.now

  @Test("so many at once, then one more every so often; others are not touched", arguments: Effort.allCases)
  func measure(_ effort: Effort) {
    let turnstile = Turnstile()
    let party = Turnstile.Party.person(UUID())
    let allowance = effort.allowance
    for _ in 0..<allowance.atOnce { #expect(turnstile.secondsToWait(party, effort, at: Self.now) == nil) }
    let wait = turnstile.secondsToWait(party, effort, at: Self.now)
    #expect(wait == max(1, Int(allowance.refillSeconds.rounded(.up))))
    #expect(turnstile.secondsToWait(.person(UUID()), effort, at: Self.now) == nil)
    #expect(turnstile.secondsToWait(party, effort == .page ? .data : .page, at: Self.now) == nil)
    #expect(turnstile.secondsToWait(party, effort, at: Self.now + Double(wait ?? 0)) == nil)
  }

  @Test("whoever fills the memory makes it forget, and nobody is locked out")
  func bounded() {
    let turnstile = Turnstile(most: 100)
    for number in 0..<1000 { _ = turnstile.secondsToWait(.network("\(number)"), .entrance, at: Self.now + Double(number)) }
    #expect(turnstile.count <= 100)
    let again = Turnstile(most: 100)
    for number in 0..<1000 { _ = again.secondsToWait(.network("\(number)"), .entrance, at: Self.now) }
    #expect(again.count <= 100)
  }

  @Test(
    "an address is an IPv4 address or a household's IPv6 network; this machine is everybody",
    arguments: [
      ("203.0.113.7", Turnstile.Party.network("203.0.113.7")), ("::ffff:203.0.113.7", .network("203.0.113.7")),
      ("2001:db8:1:2:3:4:5:6", .network("20010db800010002")), ("2001:db8:1:2::1", .network("20010db800010002")), ("127.0.0.1", .everybody),
      ("::1", .everybody), ("::ffff:127.0.0.1", .everybody), ("no address", .everybody),
    ])
  func parties(address: String, party: Turnstile.Party) { #expect(Turnstile.Party(address: address) == party) }

  @Test("too often is 429 with the time to wait, in words for people and JSON for scripts, and ends with time")
  func tooOften() async throws {
    let office = try PagesOffice()
    try await office.browse { client in
      let auditor = try await office.person("Auditor", .auditor, using: client)
      for _ in 0..<Effort.search.allowance.atOnce { #expect(try await auditor.get("/audit/export?format=csv").status == .ok) }
      let refused = try await auditor.get("/audit/export?format=csv")
      #expect(refused.status == .tooManyRequests && refused.headers[.retryAfter] == "3")
      #expect(refused.text.contains("There is room again in 3 seconds") && refused.headers[.contentSecurityPolicy] != nil)
      #expect(try await auditor.get("/audit").status == .ok, "another kind of work is not touched")
      let other = try await office.person("Other", .auditor, using: client)
      #expect(try await other.get("/audit/export?format=csv").status == .ok)
      office.advance(by: 3)
      #expect(try await auditor.get("/audit/export?format=csv").status == .ok)
      for _ in 0..<Effort.data.allowance.atOnce { _ = try await auditor.get("/data/statistics") }
      let script = try await auditor.get("/data/statistics")
      #expect(script.status == .tooManyRequests && script.headers[.contentType] == "application/json" && script.headers[.retryAfter] == "1")
    }
  }

  @Test("links are not tried without end, whoever is signed in, and the sessions of others live on")
  func entrance() async throws {
    let office = try PagesOffice()
    try await office.browse { client in
      let officer = try await office.person("Officer", .officer, using: client)
      var statuses: Set<Int> = []
      for _ in 0..<500 { statuses.insert(try await officer.post("/enter", ["token": "guess"]).status.code) }
      #expect(statuses == [401, 429])
      #expect(try await officer.get("/queue").status == .ok)
      office.advance(by: 5)
      #expect(try await officer.post("/enter", ["token": "guess"]).status == .unauthorized)
    }
  }

  @Test("sessions longer than the rules allow are refused")
  func sessions() throws {
    func faults(_ yaml: String) -> String? {
      do {
        _ = try Configuration(yaml: yaml, name: "test", base: URL(fileURLWithPath: "/nowhere"))
        return nil
      } catch {
        return "\(error)"
      }
    }
    #expect(faults("sessions:\n  idle: 31min\n")?.contains("sessions.idle") == true)
    #expect(faults("sessions:\n  idle: 30min\n  absolute: 25h\n")?.contains("sessions.absolute") == true)
    #expect(faults("sessions:\n  idle: 30min\n  absolute: 24h\n") == nil)
  }
}
