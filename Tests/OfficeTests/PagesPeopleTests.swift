import Access
import Foundation
import HTTPTypes
import HummingbirdTesting
import Storage
import Testing

@testable import Office

@Suite("Pages: people")
struct PagesPeopleTests {
  @Test("an invitation shows a link once, and the link lets in")
  func invite() async throws {
    let office = try PagesOffice()
    try await office.browse { client in
      let admin = try await office.person("Admin", .administrator, using: client)
      let answer = try await admin.post("/people", ["name": "Sardor <b>Toshev</b>", "role": "officer", "role": "supervisor"])
      #expect(answer.status == .ok)
      #expect(answer.text.contains("Sardor &lt;b&gt;Toshev&lt;/b&gt;"))
      #expect(!answer.text.contains("<b>Toshev"))
      let link = try #require(answer.text.firstMatch(of: /\/enter#([A-Za-z0-9_-]{43})/)).output.1
      #expect(try await !admin.get("/people").text.contains(link))
      var browser = Browser(client: client)
      try await browser.signIn(with: String(link))
      #expect(try await browser.get("/queue").status == .ok)
      let invited = try #require(try await office.parts.store.people().first { $0.name.hasPrefix("Sardor") })
      #expect(invited.roles == [.officer, .supervisor])
    }
  }

  @Test("a form that is not filled in comes back with what is missing")
  func incomplete() async throws {
    let office = try PagesOffice()
    try await office.browse { client in
      let admin = try await office.person("Admin", .administrator, using: client)
      let nameless = try await admin.post("/people", ["name": " ", "role": "officer"])
      #expect(nameless.status == .unprocessableContent)
      #expect(nameless.text.contains("write the person&#39;s name") || nameless.text.contains("write the person's name"))
      let roleless = try await admin.post("/people", ["name": "Sardor", "role": "king"])
      #expect(roleless.status == .unprocessableContent)
      #expect(roleless.text.contains("value=\"Sardor\""))
      #expect(try await office.parts.store.people().count == 1)
    }
  }

  @Test("disabling somebody, or changing their roles, ends their sessions")
  func disable() async throws {
    let office = try PagesOffice()
    try await office.browse { client in
      let admin = try await office.person("Admin", .administrator, using: client)
      let officer = try await office.person("Officer", .officer, using: client)
      let id = try #require(officer.person).id
      #expect(try await officer.get("/queue").status == .ok)
      #expect(try await admin.post("/people/\(id)/disable").status == .seeOther)
      #expect(try await officer.get("/queue").status == .seeOther)
      #expect(try await admin.post("/people/\(id)/link").status == .conflict)
      #expect(try await admin.post("/people/\(id)/enable").status == .seeOther)
      let again = try await admin.post("/people/\(id)/link")
      #expect(again.text.contains("/enter#"))
      #expect(try await admin.post("/people/\(id)/roles", ["role": "auditor"]).status == .seeOther)
      #expect(try await office.parts.store.person(id)?.roles == [.auditor])
    }
  }

  @Test("administrators cannot lock themselves out")
  func selfHarm() async throws {
    let office = try PagesOffice()
    try await office.browse { client in
      let admin = try await office.person("Admin", .administrator, using: client)
      let id = try #require(admin.person).id
      #expect(try await admin.post("/people/\(id)/disable").status == .conflict)
      #expect(try await admin.post("/people/\(id)/roles", ["role": "officer"]).status == .conflict)
      #expect(try await admin.post("/people/\(id)/roles").status == .badRequest)
      #expect(try await office.parts.store.person(id)?.roles == [.administrator])
    }
  }

  @Test("people are shown with when they were last here, or that they were not since the start")
  func attendance() {
    let clock = SiteClock(identifier: "Asia/Tashkent")
    let attendance = Attendance(since: TestOffice.now)
    let id = UUID()
    #expect(attendance.label(id, clock: clock, now: TestOffice.now) == "not since 21 Nov, 14:15")
    attendance.note(id, at: TestOffice.now)
    #expect(attendance.label(id, clock: clock, now: TestOffice.now.addingTimeInterval(125)) == "2 min ago")
  }
}
