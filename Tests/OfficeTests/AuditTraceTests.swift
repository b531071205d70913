import Access
import Foundation
import HTTPTypes
import HummingbirdTesting
import Sealing
import Storage
import Testing
import Traffic

@testable import Office

@Suite("Audit: every route leaves a trace")
struct AuditTraceTests {
  /// Routes behind a gate that show nobody's data and change nothing; a new one has to be added here by hand.
  private static let harmless: Set<String> = [
    "/", "/map", "/cameras", "/data/cameras", "/data/statistics", "/warrants/new", "/cameras/{id}/marks", "/data/cameras/{id}/watch",
    "/account", "/account/passkeys/options",
  ]
  /// A question that is posted and changes nothing: the answer is a challenge.
  private static let questions: Set<String> = ["/account/passkeys/options"]

  @Test("Every route that somebody has to be let in to declares what its use leaves, except those that show nobody's data")
  func declared() throws {
    let routes = try PagesOffice().router.table.routes
    let silent = routes.filter { $0.gate != .open && $0.trace == .nothing }
    #expect(Set(silent.map(\.path)) == Self.harmless)
    #expect(silent.allSatisfy { $0.method == .get || Self.questions.contains($0.path) })
  }

  @Test("Whatever one role or another asks of a route that leaves a trace, there is a record of it", arguments: Role.allCases)
  func walk(role: Role) async throws {
    let office = try PagesOffice()
    try await office.browse { client in
      let browser = try await office.person("Somebody", role, using: client)
      // The stream of events does not end by itself.
      for route in office.router.table.routes where route.gate != .open && route.path != "/events" {
        let isRefused = route.gate.answer(to: browser.person) == .notYours
        let before = try office.parts.store.auditCount(AuditQuery())
        _ = try await Self.visit(route, browser)
        let after = try office.parts.store.auditEntries(limit: 1)
        let isTraced = isRefused || route.trace != .nothing
        #expect(try office.parts.store.auditCount(AuditQuery()) == before + (isTraced ? 1 : 0), "\(role) \(route.method) \(route.path)")
        guard isTraced else { continue }
        #expect(after.first?.record.actor == .init(try #require(browser.person)))
        if isRefused { #expect(after.first?.record.outcome == .refused, "\(route.path)") }
        // Beyond the five minutes of a glance, within the fifteen of a session.
        office.advance(by: 301)
      }
    }
  }

  @Test("A case, its pictures and a decision: who, what, for which case and which offence, from where")
  func caseFile() async throws {
    let office = try PagesOffice { $0.office.clientField = HTTPField.Name("X-Forwarded-For") }
    let opened = try await office.openCase()
    try await office.browse { client in
      let officer = try await office.person("Nodira Karimova", .officer, using: client)
      var headers = HTTPFields()
      headers[HTTPField.Name("X-Forwarded-For")!] = "203.0.113.9, 198.51.100.4"
      _ = try await officer.get("/cases/\(opened.id)", headers)
      let look = try #require(try office.parts.store.auditEntries(limit: 1).first?.record)
      #expect(look.act == .consultation && look.subject == .caseFile && look.outcome == .done && look.purpose == .enforcement)
      #expect(look.reference == opened.number && look.caseNumber == opened.number && look.offence == "red-light")
      #expect(look.actor.name == "Nodira Karimova" && look.actor.roles == ["officer"] && look.source == "198.51.100.4")
      #expect(look.zoneOffsetSeconds == 5 * 3600 && look.organisation == office.parts.configuration.sealing.installation.rawValue)

      let items = opened.evidence.items.map(\.id)
      for item in items + items { _ = try await officer.get("/cases/\(opened.id)/media/\(item)?longer=320") }
      _ = try await officer.get("/cases/\(opened.id)/plate")
      let pictures = AuditQuery(subject: .pictures, outcome: .done)
      #expect(try office.parts.store.auditCount(pictures) == 1, "one for all the pictures of a case")
      office.advance(by: 301)
      _ = try await officer.get("/cases/\(opened.id)/media/\(items[0])?longer=320")
      #expect(try office.parts.store.auditCount(pictures) == 2, "and one more after five minutes")

      _ = try await officer.post("/cases/\(opened.id)/approve", ["plate": "01A123BC", "expecting": opened.state.rawValue])
      let decision = try #require(try office.parts.store.auditEntries(AuditQuery(act: .alteration), limit: 1).first?.record)
      #expect(decision.subject == .caseFile && decision.detail == "approve" && decision.outcome == .done && decision.caseNumber == opened.number)
    }
  }

  @Test("An address that is none is not believed; what the queue was narrowed to is in the record")
  func forgedSource() async throws {
    let office = try PagesOffice { $0.office.clientField = HTTPField.Name("X-Forwarded-For") }
    try await office.browse { client in
      let officer = try await office.person("O", .officer, using: client)
      var headers = HTTPFields()
      headers[HTTPField.Name("X-Forwarded-For")!] = "203.0.113.9, <script>"
      _ = try await officer.get("/queue?kind=red-light", headers)
      let look = try #require(try office.parts.store.auditEntries(limit: 1).first?.record)
      #expect(look.source != "203.0.113.9" && !look.source.contains("<"))
      #expect(look.query == ["kind": "red-light"])
    }
  }

  @Test("Without a proxy in front, what a request says of its source is not believed")
  func unproxiedSource() async throws {
    let office = try PagesOffice()
    try await office.browse { client in
      let officer = try await office.person("O", .officer, using: client)
      var headers = HTTPFields()
      headers[HTTPField.Name("X-Forwarded-For")!] = "198.51.100.4"
      _ = try await officer.get("/queue", headers)
      #expect(try #require(try office.parts.store.auditEntries(limit: 1).first?.record).source != "198.51.100.4")
    }
  }

  @Test("A refusal at the gate is recorded, with the page that was asked for")
  func refusal() async throws {
    let office = try PagesOffice()
    try await office.browse { client in
      let admin = try await office.person("Admin", .administrator, using: client)
      _ = try await admin.get("/cases/\(UUID())")
      let record = try #require(try office.parts.store.auditEntries(limit: 1).first?.record)
      #expect(record.outcome == .refused && record.subject == .caseFile && record.actor.name == "Admin")
    }
  }

  @Test("A warrant without a case number is refused, and the refusal is recorded")
  func warrantWithoutCaseNumber() async throws {
    let office = try PagesOffice()
    try await office.browse { client in
      let asker = try await office.person("I", .investigator, using: client)
      let answer = try await asker.post("/warrants", ["plates": "01A123BC"])
      #expect(answer.status == .unprocessableContent || answer.status == .conflict || answer.status == .badRequest)
      let record = try #require(try office.parts.store.auditEntries(limit: 1).first?.record)
      #expect(record.act == .combination && record.subject == .warrant && record.outcome != .done)
    }
  }

  private static func visit(_ route: Route, _ browser: Browser) async throws -> TestResponse {
    let path = route.path.replacing("{id}", with: UUID().uuidString).replacing("{item}", with: UUID().uuidString)
      .replacing("{number}", with: "N-2026-000001")
    return route.method == .get ? try await browser.get(path) : try await browser.post(path)
  }
}
