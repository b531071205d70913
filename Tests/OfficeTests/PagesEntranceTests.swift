import Access
import Foundation
import HTTPTypes
import HummingbirdTesting
import Storage
import Testing
import WebReception

@testable import Office

@Suite("Pages: entrance")
struct PagesEntranceTests {
  @Test("a link lets in once, and only in time")
  func once() async throws {
    let office = try PagesOffice()
    try await office.browse { client in
      let person = Person(name: "Dilnoza", roles: [.officer], createdAt: office.parts.now())
      try await office.parts.store.add(person)
      let link = try await office.parts.frontDoor.invite(person.id, now: office.parts.now())
      let browser = Browser(client: client)
      let entered = try await browser.post("/enter", ["token": "http://127.0.0.1:8080/enter#\(link.token)", "next": "/queue?state=all"])
      #expect(entered.status == .seeOther)
      #expect(entered.headers[.location] == "/queue?state=all")
      let again = try await browser.post("/enter", ["token": link.token])
      #expect(again.status == .unauthorized)
      #expect(again.text.contains("has been used or has expired"))
      let late = try await office.parts.frontDoor.invite(person.id, now: office.parts.now())
      office.advance(by: 15 * 60 + 1)
      #expect(try await browser.post("/enter", ["token": late.token]).status == .unauthorized)
    }
  }

  @Test("the cookie is out of reach of scripts and other sites; over https it is bound to the host")
  func cookie() {
    let plain = SessionCookie("gantry", address: "http://127.0.0.1:8080")
    #expect(plain.handing(out: "t") == "gantry=t; Path=/; HttpOnly; SameSite=Strict")
    let secure = SessionCookie("gantry", address: "https://gantry.example")
    #expect(secure.handing(out: "t") == "__Host-gantry=t; Path=/; HttpOnly; SameSite=Strict; Secure")
    #expect(secure.takingBack.contains("Max-Age=0"))
  }

  @Test("leaving ends the session, and so does not using it")
  func leaving() async throws {
    let office = try PagesOffice()
    try await office.browse { client in
      let first = try await office.person("One", .officer, using: client)
      #expect(try await first.get("/queue").status == .ok)
      #expect(try await first.post("/leave").headers[.setCookie]?.contains("Max-Age=0") == true)
      #expect(try await first.get("/queue").headers[.location] == "/sign-in?next=%2Fqueue")
      let second = try await office.person("Two", .officer, using: client)
      office.advance(by: 16 * 60)
      #expect(try await second.get("/queue").status == .seeOther)
    }
  }

  @Test(
    "what leads elsewhere is no way to go on",
    arguments: ["//evil.example", "https://evil.example", "/\\evil.example", "/sign-in", "", "queue", "/a b"])
  func elsewhere(_ path: String) { #expect(EntranceRoutes.localPath(path) == nil) }

  @Test("a path of this office is", arguments: ["/", "/queue?state=open", "/cases/1"])
  func here(_ path: String) { #expect(EntranceRoutes.localPath(path) == path) }

  @Test("a form from another site, or from nowhere, is not acted on")
  func origin() async throws {
    let office = try PagesOffice { $0.officeAddress = "https://gantry.example" }
    try await office.browse { client in
      let browser = Browser(client: client)
      let site = HTTPField.Name("Sec-Fetch-Site")!
      let foreign: [HTTPFields] = [
        [:], [site: "cross-site"], [site: "same-site"], [site: "none"], [.origin: "https://evil.example"], [.origin: "null"],
      ]
      for headers in foreign {
        let answer = try await browser.post("/leave", [:], headers, isForeign: true)
        #expect(answer.status == .forbidden, "\(headers)")
      }
      let own: [HTTPFields] = [[site: "same-origin"], [.origin: "https://gantry.example"], [.origin: "http://localhost"]]
      for headers in own {
        let answer = try await browser.post("/leave", [:], headers, isForeign: true)
        #expect(answer.status == .seeOther, "\(headers)")
      }
    }
  }

  @Test("every answer carries the headers that bind a browser, errors too", arguments: ["/sign-in", "/nowhere", "/queue", "/static/css/base.css"])
  func headers(_ path: String) async throws {
    let office = try PagesOffice { $0.officeAddress = "https://gantry.example" }
    try await office.browse { client in
      let headers = try await Browser(client: client).get(path).headers
      let policy = try #require(headers[.contentSecurityPolicy])
      #expect(policy.hasPrefix("default-src 'none'; script-src 'self'; style-src 'self';"))
      #expect(!policy.contains("unsafe"))
      #expect(policy.hasSuffix("require-trusted-types-for 'script'; trusted-types default"))
      #expect(headers[.xContentTypeOptions] == "nosniff")
      #expect(headers[HTTPField.Name("Referrer-Policy")!] == "no-referrer")
      #expect(headers[HTTPField.Name("Cross-Origin-Opener-Policy")!] == "same-origin")
      #expect(headers[.crossOriginResourcePolicy] == "same-origin")
      #expect(headers[.strictTransportSecurity] != nil)
      #expect((headers[.cacheControl] == "no-store") == !path.hasPrefix("/static/"))
    }
  }

  @Test("a tile server's origin is allowed as a source of pictures, and nothing else can slip in with it")
  func tiles() {
    let policy = PagePolicy.policy(tiles: "https://{s}.tiles.example/{z}/{x}/{y}.png")
    #expect(policy.contains("img-src 'self' data: blob: https://*.tiles.example;"))
    #expect(PagePolicy.tileOrigin("https://a.example; script-src *") == nil)
    #expect(PagePolicy.tileOrigin("javascript:alert(1)") == nil)
  }

  @Test("a form that is too large is refused with its limit")
  func tooLarge() async throws {
    let office = try PagesOffice()
    try await office.browse { client in
      let answer = try await Browser(client: client).post("/enter", ["token": String(repeating: "a", count: 70_000)])
      #expect(answer.status == .contentTooLarge)
      #expect(answer.text.contains("64 KiB"))
    }
  }
}
