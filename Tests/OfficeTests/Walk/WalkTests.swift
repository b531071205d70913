import Access
import Enforcement
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Storage
import Testing
import Traffic
import WebReception

@testable import Office

@Suite("The walk: every address, as everybody")
struct WalkTests {
  @Test("the table names every address of the office, and no other")
  func complete() async throws {
    let routes = try PagesOffice().router.table.routes.map { "\($0.method.rawValue) \($0.path)" }
    let lines = WalkTable.lines.map(\.name)
    #expect(Set(routes).subtracting(lines).sorted() == [], "write into WalkTable who may have them")
    #expect(Set(lines).subtracting(routes).sorted() == [])
    #expect(lines.count == Set(lines).count)
  }

  @Test("the page about roles shows this table")
  func documented() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let page = try String(contentsOf: root.appending(path: "Documentation/roles.md"), encoding: .utf8)
    #expect(page.contains("```\n\(WalkTable.text)\n```"))
  }

  @Test("nothing is served that should not be: strangers, every role, and every role of another region")
  func everybody() async throws {
    let country = try await WalkCountry()
    let before = try await country.standing()
    let leaks = try await country.browse { client in
      var leaks = try await Walk(country).leaks(WalkVisitor(name: "stranger", browser: Browser(client: client)))
      for role in Role.allCases {
        leaks += try await Walk(country).leaks(country.visitor(client, role))
        // An auditor works everywhere.
        if role != .auditor { leaks += try await Walk(country).leaks(country.visitor(client, role, WalkCountry.south)) }
      }
      return leaks
    }
    for leak in leaks { Issue.record("\(leak)") }
    print("walk: \(WalkTable.lines.count) addresses, \(2 * Role.allCases.count) visitors, \(leaks.count) leaks")
    #expect(try await country.standing() == before)
  }

  @Test("a session that has ended, or is another listener's, opens nothing")
  func ended() async throws {
    let country = try await WalkCountry()
    let parts = country.office.parts
    try await country.browse { client in
      func walk(_ name: String, _ end: (WalkVisitor) async throws -> Void) async throws {
        var visitor = try await country.visitor(client, .supervisor)
        #expect(try await visitor.browser.get("/cases/\(country.file.id)").status == .ok, "the walk would show nothing")
        try await end(visitor)
        visitor.name = name
        visitor.role = nil
        for leak in try await Walk(country).leaks(visitor) { Issue.record("\(leak)") }
      }
      func changed(_ visitor: WalkVisitor, _ change: (inout Person) -> Void) async throws {
        var person = try #require(visitor.browser.person)
        change(&person)
        try await parts.frontDoor.change(person)
      }
      try await walk("after leaving") { _ = try await $0.browser.post("/leave") }
      try await walk("after another role") { try await changed($0) { $0.roles.insert(.officer) } }
      try await walk("after another scope") { try await changed($0) { $0.scope = WalkCountry.south } }
      try await walk("after being disabled") { try await changed($0) { $0.isEnabled = false } }
      try await walk("not used for a quarter of an hour") { _ in country.office.pages.advance(by: 15 * 60) }
      try await walk("after eight hours of use") { visitor in
        for _ in 0..<(8 * 6) {
          country.office.pages.advance(by: 10 * 60)
          _ = try await visitor.browser.get("/")
        }
      }
      var keeper = Visitor(client: client)
      keeper = try await country.office.visit { [keeper] visitor in
        var portal = visitor
        try await portal.enter(country.notice)
        var keeper = keeper
        keeper.cookie = portal.cookie
        return keeper
      }
      let token = try #require(keeper.cookie?.split(separator: "=").last)
      for cookie in [try #require(keeper.cookie), "gantry=\(token)", "gantry=", "gantry=\(String(repeating: "A", count: 43))", "gantry=%00; gantry=x"] {
        var browser = Browser(client: client)
        browser.cookie = cookie
        for leak in try await Walk(country).leaks(WalkVisitor(name: "with \(cookie.prefix(14))", browser: browser)) { Issue.record("\(leak)") }
      }
    }
  }

  @Test("leaks that are planted are found", arguments: ["gate", "thing", "list", "words", "status"])
  func planted(_ kind: String) async throws {
    let country = try await WalkCountry()
    let (path, gate, handle): (String, Gate, @Sendable (Visit) async throws -> Response) =
      switch kind {
      // A gate that lets everybody in who is signed in.
      case "gate": ("/unparsed/{id}", .signedIn, { _ in Response(status: .ok) })
      // A case that is read without asking where it lies.
      case "thing":
        ("/cases/{id}", .needs(.readCases), { visit in
          let id = CaseID(try visit.parameter("id", "case"))
          guard let id, let file = try await visit.office.parts.store.case(id) else { throw PageFault.notFound("case") }
          return Response(status: .ok, body: ResponseBody(byteBuffer: ByteBuffer(string: file.number)))
        })
      case "list":
        ("/queue", .needs(.readCases), { visit in
          let numbers = try await visit.office.parts.store.cases(.init()).map(\.number).joined(separator: " ")
          return Response(status: .ok, body: ResponseBody(byteBuffer: ByteBuffer(string: numbers)))
        })
      // An administrator's page that names a case.
      case "words":
        ("/people", .needs(.managePeople), { _ in
          Response(status: .ok, body: ResponseBody(byteBuffer: ByteBuffer(string: "last: \(country.file.number)")))
        })
      // Says of a hit of another region that it is there.
      default:
        ("/hits/{id}", .needs(.decideHits), { visit in
          guard try visit.office.parts.store.hit(try visit.uuid("id", "hit")) == nil else { throw PageFault.conflict("Not yours.") }
          throw PageFault.notFound("hit")
        })
      }
    let leaks = try await country.browse({ $0.path == path && $0.method == .get ? .get(path, gate, $0.trace, handle: handle) : $0 }) { client in
      var leaks: [Walk.Leak] = []
      for role in [Role.officer, .supervisor, .administrator] {
        leaks += try await Walk(country).leaks(country.visitor(client, role))
        leaks += try await Walk(country).leaks(country.visitor(client, role, WalkCountry.south))
      }
      return leaks
    }
    #expect(!leaks.isEmpty && leaks.allSatisfy { $0.address == "GET \(path)" }, "\(leaks)")
  }
}
