import Foundation
import HTTPTypes
import HummingbirdTesting
import Testing
import Traffic
import WebReception

@testable import KeyholderOffice

@Suite("Keyholder: gates")
struct GateTests {
  /// Routes that anybody may reach; a new one has to be added here by hand.
  private static let open: Set<String> = ["/sign-in", "/sign-out", "/healthz", "/static/**"]
  /// Routes for programs, which do not sign in.
  private static let program: Set<String> = [
    "/v1/status", "/v1/day-keys", "/v1/custody", "/v1/approval-keys", "/v1/requests", "/v1/requests/{commitment}", "/v1/release",
  ]

  @Test("Every page but the entrance asks for the passphrase; a stranger sees nothing of them, and a form from elsewhere does nothing")
  func stranger() async throws {
    try await Court().browse { client, desk in
      #expect(Set(desk.routes.filter { $0.gate == .open }.map(\.path)) == Self.open)
      #expect(Set(desk.routes.filter { $0.gate == .program }.map(\.path)) == Self.program)
      #expect(Set(desk.routes.map { "\($0.method) \($0.path)" }).count == desk.routes.count)
      for route in desk.routes where route.gate == .judge {
        let answer = try await Self.visit(route, Caller(client))
        #expect(answer.status == .seeOther && answer.headers[.location] == "/sign-in", "\(route.path)")
        #expect(answer.text.isEmpty)
      }
      let judge = try await Caller.judge(client)
      for route in desk.routes where route.gate == .judge {
        let answer = try await Self.visit(route, judge)
        #expect(answer.status.code < 500 && answer.headers[.location] != "/sign-in", "\(route.path) \(answer.status)")
        guard route.method == .post else { continue }
        let path = Self.address(route)
        #expect(try await judge.post(path, isForeign: true).status == .forbidden)
        #expect(try await judge.post(path, [:], [.origin: "http://elsewhere.example"], isForeign: true).status == .forbidden)
      }
    }
  }

  @Test("A page of another site cannot speak for a program")
  func foreignProgram() async throws {
    try await Court().browse { client, _ in
      for headers: HTTPFields in [[.origin: "http://elsewhere.example"], [HTTPField.Name("Sec-Fetch-Site")!: "cross-site"]] {
        let answer = try await Caller(client).send("/v1/approval-keys", Data("{}".utf8), headers)
        #expect(answer.status == .forbidden)
        #expect(try answer.json(ReadFault.self).code == "other-origin")
      }
    }
  }

  @Test("Every answer forbids scripts, frames and keeping; the cookie cannot be read or sent along from elsewhere")
  func headers() async throws {
    try await Court().browse { client, desk in
      for path in ["/sign-in", "/", "/v1/status", "/nothing", "/healthz"] {
        let answer = try await Caller(client).get(path)
        #expect(answer.headers[HTTPField.Name("Content-Security-Policy")!]?.hasPrefix("default-src 'none'") == true, "\(path)")
        #expect(answer.headers[HTTPField.Name("X-Frame-Options")!] == "DENY" && answer.headers[.cacheControl] == "no-store")
      }
      let entered = try await Caller(client).post("/sign-in", ["person": "judge", "passphrase": Court.passphrase])
      let cookie = try #require(entered.headers[.setCookie])
      #expect(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"))
      #expect(SessionCookie("keyholder", address: "https://court.example").handing(out: "x").hasPrefix("__Host-keyholder=x; ") == true)
      #expect(SessionCookie("keyholder", address: "https://court.example").handing(out: "x").hasSuffix("; Secure"))
    }
  }

  @Test("The passphrase is tried a few times a minute; a session ends when it is not used, at sign-out, and after eight hours")
  func entrance() async throws {
    let court = try Court()
    try await court.browse { client, _ in
      let stranger = Caller(client)
      #expect(try await stranger.post("/sign-in", ["person": "judge", "passphrase": "a long walk along the river"]).status == .unauthorized)
      #expect(try await stranger.post("/sign-in", ["person": "not a name", "passphrase": Court.passphrase]).status == .unprocessableContent)
      var last = HTTPResponse.Status.ok
      for _ in 0..<5 { last = try await stranger.post("/sign-in", ["person": "judge", "passphrase": "wrong and wrong again"]).status }
      #expect(last == .tooManyRequests)
      // Not even the right one is tried then.
      #expect(try await stranger.post("/sign-in", ["person": "judge", "passphrase": Court.passphrase]).status == .tooManyRequests)
      court.advance(by: 60)
      let judge = try await Caller.judge(client)
      #expect(try await judge.get("/").status == .ok)
      court.advance(by: 14 * 60)
      #expect(try await judge.get("/").status == .ok)
      court.advance(by: 15 * 60)
      #expect(try await judge.get("/").status == .seeOther)
      let other = try await Caller.judge(client)
      for _ in 0..<47 {
        court.advance(by: 10 * 60)
        #expect(try await other.get("/").status == .ok)
      }
      court.advance(by: 10 * 60)
      #expect(try await other.get("/").status == .seeOther)
      let third = try await Caller.judge(client)
      #expect(try await third.post("/sign-out").status == .seeOther)
      #expect(try await third.get("/").status == .seeOther)
    }
  }

  @Test("Styles and icons are there for every page, scripts are not")
  func files() async throws {
    try await Court().browse { client, desk in
      let page = try await Caller(client).get("/sign-in").text
      let links = page.matches(of: /(?:href|src)="(\/static\/[^"#]*)/).map { String($0.output.1) }
      #expect(links.count > 5)
      for link in links { #expect(try await Caller(client).get(link).status == .ok, "\(link)") }
      #expect(!page.contains("<script"))
      for path in ["/static/../policy.yaml", "/static/js/shell.js", "/static/sign-in.mustache"] {
        #expect(try await Caller(client).get(path).status == .notFound, "\(path)")
      }
    }
  }

  private static func address(_ route: Route) -> String {
    route.path.replacing("{commitment}", with: Data(count: 32).hex).replacing("{day}", with: "2026-11-21")
  }

  private static func visit(_ route: Route, _ caller: Caller) async throws -> TestResponse {
    route.method == .get ? try await caller.get(address(route)) : try await caller.post(address(route))
  }
}
