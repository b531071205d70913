import Access
import Foundation
import HTTPTypes
import HummingbirdTesting
import Storage
import Testing
import TransparencyLog

@testable import Office

@Suite("Audit: auditors' pages")
struct AuditPagesTests {
  private static func look(_ office: PagesOffice, _ name: String = "Bobur Aliev", _ reference: String = "G-2026-000001") async throws {
    let person = Person(name: name, roles: [.officer], createdAt: office.parts.now())
    var record = AuditRecord(
      at: office.parts.now(), zoneOffsetSeconds: 5 * 3600, actor: .init(person), organisation: "x", act: .consultation, subject: .caseFile,
      reference: reference, query: ["plates": "01A123BC"], source: "192.0.2.7")
    record.caseNumber = reference
    try await office.parts.store.enter(record)
  }

  @Test("An auditor reads the list, narrows it, and opens a record with its proof; an administrator does not")
  func list() async throws {
    let office = try PagesOffice()
    try await Self.look(office, "Bobur <b>Aliev")
    try await office.browse { client in
      let auditor = try await office.person("Auditor", .auditor, using: client)
      let admin = try await office.person("Admin", .administrator, using: client)
      #expect(try await admin.get("/audit").status == .forbidden)
      #expect(await LogCourier(office.parts).turn())
      let list = try await auditor.get("/audit")
      #expect(list.status == .ok && list.text.contains("Bobur &lt;b&gt;Aliev") && !list.text.contains("<b>Aliev"))
      #expect(try await !auditor.get("/audit?outcome=refused").text.contains("Bobur"))
      let page = try await auditor.get("/audit/1")
      #expect(page.text.contains("2026-11-21T14:15:30.00+05:00") && page.text.contains("01A123BC") && page.text.contains("is verified"))
      let proof = try await auditor.get("/audit/1/proof")
      #expect(proof.status == .ok && proof.text.hasPrefix("c2sp.org/tlog-proof@v1\n"))
      #expect(try office.parts.store.auditCount(AuditQuery(subject: .audit, outcome: .done)) == 4, "looks at the records are recorded")
    }
  }

  @Test("What means nothing in an address is named", arguments: ["who=x", "act=x", "subject=x", "outcome=x", "from=yesterday", "to=2026-13-01"])
  func nonsense(query: String) async throws {
    let office = try PagesOffice()
    try await office.browse { client in
      let auditor = try await office.person("Auditor", .auditor, using: client)
      #expect(try await auditor.get("/audit?\(query)").status == .badRequest)
      for path in ["/audit/0", "/audit/99", "/audit/x"] { #expect(try await auditor.get(path).status == .notFound) }
    }
  }

  @Test("Older records follow on the next page")
  func paging() async throws {
    let office = try PagesOffice()
    for number in 0..<60 { try await Self.look(office, "Bobur", "G-\(number)-end") }
    try await office.browse { client in
      let auditor = try await office.person("Auditor", .auditor, using: client)
      let first = try await auditor.get("/audit?act=consultation&subject=case").text
      #expect(first.contains("G-59-end") && !first.contains("G-9-end"))
      let next = try #require(first.firstMatch(of: /href="(\/audit\?[^"]*after=[0-9]+)"/)).output.1.replacing("&amp;", with: "&")
      let second = try await auditor.get(String(next)).text
      #expect(second.contains("G-9-end") && second.contains("G-0-end") && !second.contains("G-10-end"))
    }
  }

  @Test("A sample is assessed, a week is signed once it is over, and both leave records")
  func review() async throws {
    let office = try PagesOffice()
    for _ in 0..<3 { try await Self.look(office) }
    try await office.browse { client in
      let auditor = try await office.person("Auditor", .auditor, using: client)
      let week = AuditWeek(containing: office.parts.now(), zone: TimeZone(identifier: "Asia/Tashkent")!)
      #expect(week.name == "2026-W47")
      #expect(try await auditor.get("/audit/sample").text.contains("3 to assess"))
      #expect(try await auditor.post("/audit/weeks/\(week.name)/sign").status == .conflict)
      #expect(try await auditor.post("/audit/1/assess", ["verdict": "maybe"]).status == .badRequest)
      #expect(try await auditor.post("/audit/1/assess", ["verdict": "not-justified"]).status == .badRequest)
      #expect(try await auditor.post("/audit/1/assess", ["verdict": "not-justified", "note": "No case"]).status == .seeOther)
      #expect(try office.parts.store.assessment(of: 1)?.verdict == .notJustified)
      // Monday of the next week; a session does not last that long.
      office.advance(by: 3 * 86_400)
      let later = try await office.person("Second", .auditor, using: client)
      #expect(try await later.post("/audit/weeks/\(week.name)/sign").status == .conflict)
      for sequence in [2, 3] { #expect(try await later.post("/audit/\(sequence)/assess", ["verdict": "justified"]).status == .seeOther) }
      #expect(try await later.post("/audit/weeks/\(week.name)/sign", ["note": "Fine"]).status == .seeOther)
      #expect(try await later.post("/audit/weeks/\(week.name)/sign").status == .conflict)
      #expect(try await later.get("/audit/weeks").text.contains("Signed"))
      let reviews = try office.parts.store.auditEntries(AuditQuery(act: .alteration, subject: .auditReview, outcome: .done)).map(\.record.detail)
      #expect(reviews.first == "signed off" && reviews.count == 4)
    }
  }

  @Test("Nobody assesses a record of their own")
  func own() async throws {
    let office = try PagesOffice()
    try await office.browse { client in
      let both = try await office.person("Both", .auditor, .officer, using: client)
      _ = try await both.get("/queue")
      #expect(try await both.post("/audit/1/assess", ["verdict": "justified"]).status == .conflict)
    }
  }

  @Test("An export is a table that no spreadsheet runs, and is told to the log")
  func export() async throws {
    let office = try PagesOffice()
    try await Self.look(office, "=HYPERLINK(1)", "+1,\"2\"")
    try await office.browse { client in
      let auditor = try await office.person("Auditor", .auditor, using: client)
      let csv = try await auditor.get("/audit/export?format=csv&subject=case")
      #expect(csv.status == .ok && csv.headers[.contentType] == "text/csv; charset=utf-8")
      #expect(csv.text.contains(",'=HYPERLINK(1),") && csv.text.contains("\"'+1,\"\"2\"\"\""))
      let json = try await auditor.get("/audit/export?format=json&subject=case")
      let records = try #require(try JSONSerialization.jsonObject(with: json.bytes) as? [[String: Any]])
      #expect(records.count == 1 && (records[0]["record"] as? [String: Any])?["act"] as? String == "consultation")
      #expect(try await auditor.get("/audit/export?format=xml").status == .badRequest)
      let told = try office.parts.store.outbox(limit: 1000).filter { $0.entry.kind == .exportMade }
      #expect(told.count == 2)
      #expect(try office.parts.store.auditCount(AuditQuery(act: .disclosure, subject: .audit, outcome: .done)) == 2)
    }
  }

  @Test(
    "A value that a spreadsheet would run gets an apostrophe",
    arguments: [
      ("=1", "'=1"), ("+1", "'+1"), ("-1", "'-1"), ("@x", "'@x"), ("\tx", "'\tx"), ("\rx", "\"'\rx\""), ("a=1", "a=1"), ("", ""), ("a,b", "\"a,b\""),
      ("a\"b", "\"a\"\"b\""), ("\r\nx", "\"'\r\nx\""),
    ])
  func fields(text: String, written: String) { #expect(AuditTable.field(text) == written) }

  @Test("Weeks begin on Monday by the office's clock, and years do not cut them")
  func weeks() throws {
    let zone = try #require(TimeZone(identifier: "Asia/Tashkent"))
    let week = try #require(AuditWeek(name: "2026-W53", zone: zone))
    #expect(SiteClock(zone: zone).fieldDay(week.from) == "2026-12-28" && week.to.timeIntervalSince(week.from) == 7 * 86_400)
    #expect(AuditWeek(containing: week.to - 1, zone: zone) == week && week.before(zone: zone).name == "2026-W52")
    for name in ["2026-W54", "2027-W53", "2026-47", "2026-W00", "W47-2026", "", "2026-W4x"] { #expect(AuditWeek(name: name, zone: zone) == nil, "\(name)") }
  }
}
