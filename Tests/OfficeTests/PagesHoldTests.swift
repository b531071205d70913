import Access
import Foundation
import HTTPTypes
import HummingbirdTesting
import Storage
import Testing
import Traffic

@testable import Office

@Suite("Pages: legal hold")
struct PagesHoldTests {
  @Test("a supervisor puts a case on hold and lifts it, each with a reason; both stand on the timeline")
  func holdAndLift() async throws {
    let office = try PagesOffice()
    let file = try await office.openCase()
    try await office.browse { client in
      let supervisor = try await office.person("Nodira", .supervisor, using: client)
      #expect(try await supervisor.get("/cases/\(file.id)").text.contains("/cases/\(file.id)/hold"))
      let held = try await supervisor.post("/cases/\(file.id)/hold", ["reason": "City court, file 7"])
      #expect(held.headers[.location] == "/cases/\(file.id)?said=case-held")
      #expect(try await office.parts.store.case(file.id)?.hold?.reason == "City court, file 7")
      let page = try await supervisor.get("/cases/\(file.id)?said=case-held").text
      #expect(page.contains("On legal hold. Nothing of this case") && page.contains("City court, file 7") && page.contains("/cases/\(file.id)/lift"))
      #expect(try await supervisor.post("/cases/\(file.id)/hold", ["reason": "again"]).status == .conflict)
      #expect(try await supervisor.post("/cases/\(file.id)/lift", ["reason": "City court, file 7, ended"]).headers[.location]?.hasSuffix("hold-lifted") == true)
      #expect(try await office.parts.store.case(file.id)?.hold == nil)
      let what = try #require(try await office.parts.store.case(file.id)).timeline.map(\.what)
      #expect(what.contains("Put on legal hold: City court, file 7") && what.contains("Legal hold lifted: City court, file 7, ended"))
    }
  }

  @Test("without a reason, for who may not, and for a case that is not there, nothing is held")
  func refused() async throws {
    let office = try PagesOffice()
    let file = try await office.openCase()
    try await office.browse { client in
      let supervisor = try await office.person("Nodira", .supervisor, using: client)
      let officer = try await office.person("Bobur", .officer, using: client)
      #expect(try await supervisor.post("/cases/\(file.id)/hold", ["reason": "  "]).status == .conflict)
      #expect(try await supervisor.post("/cases/\(file.id)/lift", ["reason": "x"]).status == .conflict)
      #expect(try await supervisor.post("/cases/\(UUID())/hold", ["reason": "x"]).status == .notFound)
      #expect(try await officer.post("/cases/\(file.id)/hold", ["reason": "x"]).status == .forbidden)
      #expect(try await !officer.get("/cases/\(file.id)").text.contains("/cases/\(file.id)/hold"))
      #expect(try await office.parts.store.case(file.id)?.hold == nil)
    }
  }
}
