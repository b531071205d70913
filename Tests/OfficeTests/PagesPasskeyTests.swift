import Access
import Foundation
import HTTPTypes
import HummingbirdTesting
import SoftAuthenticator
import Storage
import Testing

@testable import Office

@Suite("Pages: passkeys")
struct PagesPasskeyTests {
  @Test("a link makes a passkey that signs in, and lets nobody in by itself")
  func enrolment() async throws {
    let office = try PasskeyGuest.office()
    try await office.browse { client in
      var guest = try await PasskeyGuest("Nodira", .officer, at: office, using: client)
      #expect(try await guest.browser.get("/queue").status == .ok)
      let first = guest.browser.cookie
      #expect(try await guest.signIn(next: "/queue?state=all").text.contains("/queue?state=all"))
      #expect(guest.browser.cookie != first)
      var stale = guest.browser
      stale.cookie = first
      #expect(try await stale.get("/queue").status == .seeOther)
      let link = try await office.parts.frontDoor.invite(guest.person.id, now: office.parts.now())
      #expect(try await Browser(client: client).post("/enter", ["token": link.token]).status == .unauthorized)
    }
  }

  @Test("every link that does not work gets the same answer", arguments: ["", "x", String(repeating: "A", count: 43)])
  func badLinks(_ token: String) async throws {
    let office = try PasskeyGuest.office()
    try await office.browse { client in
      let answer = try await Browser(client: client).tell("/enter/options", ["token": token])
      #expect(answer.status == .unauthorized)
      #expect(answer.text.contains("used or has expired"))
    }
  }

  @Test("what is no answer of a browser is refused, and nothing breaks")
  func badBodies() async throws {
    let office = try PasskeyGuest.office()
    try await office.browse { client in
      let browser = Browser(client: client)
      for path in ["/enter/options", "/enter/passkey", "/sign-in/passkey"] {
        for body: [String: Any] in [[:], ["token": 7], ["answer": "x", "token": "y", "name": "z"], ["answer": ["id": "AA"]]] {
          let answer = try await browser.tell(path, body)
          #expect((400..<500).contains(answer.status.code), "\(path): \(answer.status)")
        }
        #expect(try await browser.post(path, ["token": "x"]).status == .badRequest)
        #expect(try await browser.tell(path, ["token": String(repeating: "a", count: 60_000)]).status == .contentTooLarge)
        #expect(try await browser.post(path, [:], [:], isForeign: true).status == .forbidden)
      }
    }
  }

  @Test("an answer counts once, and not after five minutes")
  func challenges() async throws {
    let office = try PasskeyGuest.office()
    try await office.browse { client in
      let guest = try await PasskeyGuest("Nodira", .officer, at: office, using: client)
      let browser = Browser(client: client)
      let challenge = try PasskeyGuest.Served(await browser.tell("/sign-in/options", [:])).challenge
      let answer = try guest.assertion(challenge)
      #expect(try await browser.tell("/sign-in/passkey", ["answer": answer]).status == .ok)
      #expect(try await browser.tell("/sign-in/passkey", ["answer": answer]).status == .unauthorized)
      let late = try PasskeyGuest.Served(await browser.tell("/sign-in/options", [:])).challenge
      office.advance(by: 301)
      #expect(try await browser.tell("/sign-in/passkey", ["answer": try guest.assertion(late)]).status == .unauthorized)
    }
  }

  @Test("an administrator's passkey must not leave its device, and whoever has another does not become one")
  func deviceBound() async throws {
    let office = try PasskeyGuest.office()
    try await office.browse { client in
      var administrator = try await PasskeyGuest("Admin", .administrator, at: office, using: client)
      let officer = try await PasskeyGuest("Synced", .officer, at: office, flags: 0x0D, using: client)
      let path = "/people/\(officer.person.id)/roles"
      let refused = try await administrator.confirmed(path, [("role", "administrator")])
      #expect(refused.status == .conflict)
      #expect(refused.text.contains("administrators need one that cannot"))
      let link = try await office.parts.frontDoor.invite(administrator.person.id, now: office.parts.now())
      administrator.key = .init(at: office.parts.frontDoor.relyingParty)
      administrator.key.behaviour.flags = 0x0D
      let second = try await administrator.enrol(with: link.token)
      #expect(second.status == .unauthorized)
      #expect(second.text.contains("administrators need one that cannot"))
    }
  }

  @Test("who came in, how, who left and what was tried in vain is recorded; of a flood one a minute")
  func records() async throws {
    let office = try PasskeyGuest.office()
    try await office.browse { client in
      var guest = try await PasskeyGuest("Nodira", .officer, at: office, using: client)
      _ = try await guest.signIn()
      #expect(try await guest.browser.post("/leave").status == .seeOther)
      let own = try office.parts.store.auditEntries(AuditQuery(who: .person(guest.person.id))).map(\.record)
      #expect(own.filter { $0.act == .signIn && $0.detail == "passkey" && $0.outcome == .done }.count == 2)
      #expect(own.contains { $0.act == .alteration && $0.subject == .passkey && $0.detail == "enrol" })
      #expect(own.first?.act == .signOut)
      for _ in 0..<100 { _ = try await Browser(client: client).tell("/enter/options", ["token": "secret-of-somebody"]) }
      let refused = try office.parts.store.auditEntries(AuditQuery(outcome: .refused), limit: 200)
      #expect(refused.count == 20)
      #expect(refused.allSatisfy { $0.record.act == .signIn && !String(decoding: $0.bytes, as: UTF8.self).contains("secret") })
      office.advance(by: 61)
      _ = try await Browser(client: client).tell("/enter/options", ["token": "x"])
      #expect(try office.parts.store.auditEntries(AuditQuery(outcome: .refused), limit: 1).first?.record.detail == "link; 80 more since the last record")
    }
  }

  @Test("a person ends their other sessions, and nobody else's")
  func sessions() async throws {
    let office = try PasskeyGuest.office()
    try await office.browse { client in
      let guest = try await PasskeyGuest("Nodira", .officer, at: office, using: client)
      var second = guest
      second.browser.cookie = nil
      _ = try await second.signIn()
      let other = try await PasskeyGuest("Bobur", .officer, at: office, using: client)
      let page = try await second.browser.get("/account").text
      let ends = page.matches(of: /\/account\/sessions\/([0-9a-f]{32})\/end/).map { String($0.output.1) }
      #expect(ends.count == 1)
      #expect(try await other.browser.post("/account/sessions/\(ends[0])/end").status == .notFound)
      #expect(try await guest.browser.get("/account").status == .ok)
      #expect(try await second.browser.post("/account/sessions/\(ends[0])/end").status == .seeOther)
      #expect(try await guest.browser.get("/account").status == .seeOther)
      #expect(try await second.browser.get("/account").status == .ok)
      #expect(try await other.browser.get("/account").status == .ok)
    }
  }
}
