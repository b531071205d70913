import Access
import Foundation
import HTTPTypes
import HummingbirdTesting
import Testing
import Traffic

@testable import Office

@Suite("Pages: gates")
struct PagesGateTests {
  /// Routes that anybody may reach; a new one has to be added here by hand.
  private static let open: Set<String> = [
    "/sign-in", "/sign-in/options", "/sign-in/passkey", "/sign-in/agency",
    "/sign-in/agency/return", "/enter", "/enter/options", "/enter/passkey", "/recover", "/leave", "/healthz", "/static/**",
  ]

  @Test("only the entrance, the health check and static files are open")
  func openRoutes() throws {
    let routes = try PagesOffice().router.table.routes
    #expect(Set(routes.filter { $0.gate == .open }.map(\.path)) == Self.open)
    #expect(Set(routes.map { "\($0.method) \($0.path)" }).count == routes.count)
  }

  @Test("a stranger is let through no other gate")
  func stranger() async throws {
    let office = try PagesOffice()
    try await office.browse { client in
      for route in office.router.table.routes where route.gate != .open {
        let answer = try await Self.visit(route, Browser(client: client))
        let isData = route.path.hasPrefix("/data/") || route.path == "/events"
        #expect(answer.status == (isData ? .unauthorized : .seeOther), "\(route.method) \(route.path)")
        if !isData { #expect(answer.headers[.location]?.hasPrefix("/sign-in") == true, "\(route.path)") }
        #expect(!answer.text.contains("<main"), "\(route.path)")
      }
    }
  }

  @Test("each role passes exactly the gates that its permissions open", arguments: Role.allCases)
  func role(_ role: Role) async throws {
    let office = try PagesOffice()
    try await office.browse { client in
      let browser = try await office.person("Somebody", role, using: client)
      let person = try #require(browser.person)
      // The stream of events does not end by itself; leaving ends the session.
      for route in office.router.table.routes where route.path != "/events" && route.path != "/leave" && route.path != "/enter" {
        let answer = try await Self.visit(route, browser)
        let isRefused = route.gate.answer(to: person) == .notYours
        #expect((answer.status == .forbidden) == isRefused, "\(role) \(route.method) \(route.path): \(answer.status)")
        #expect(answer.status.code < 500, "\(role) \(route.method) \(route.path): \(answer.status)")
      }
    }
  }

  @Test("an administrator is refused cases, notices, hits, passing traffic and unparsed bodies")
  func administrator() async throws {
    let office = try PagesOffice()
    let opened = try await office.openCase()
    try await office.browse { client in
      let browser = try await office.person("Admin", .administrator, using: client)
      let item = try #require(opened.evidence.items.first)
      let paths = [
        "/queue", "/cases/\(opened.id)", "/cases/\(opened.id)/media/\(item.id)", "/cases/\(opened.id)/media/\(item.id)/original", "/cases/\(opened.id)/plate",
        "/notices", "/hits", "/live", "/unparsed",
      ]
      for path in paths { #expect(try await browser.get(path).status == .forbidden, "\(path)") }
      #expect(try await browser.get("/people").status == .ok)
    }
  }

  private static func visit(_ route: Route, _ browser: Browser) async throws -> TestResponse {
    let path = route.path.replacing("{id}", with: UUID().uuidString).replacing("{item}", with: UUID().uuidString)
      .replacing("{number}", with: "N-2026-000001").replacing("**", with: "none.js")
    return route.method == .get ? try await browser.get(path) : try await browser.post(path)
  }
}
