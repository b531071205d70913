import Access
import Enforcement
import Foundation
import HTTPTypes
import HummingbirdTesting
import Storage
import Testing
import Traffic

@testable import Office

@Suite("Pages: review")
struct PagesReviewTests {
  @Test("two people approve, the second blind, and the notice is issued at once")
  func twoPeople() async throws {
    let office = try PagesOffice()
    let opened = try await office.openCase()
    try await office.browse { client in
      let first = try await office.person("Aziz Yusupov", .officer, using: client)
      let second = try await office.person("Bahor Nazarova", .officer, using: client)
      let page = try await first.get("/cases/\(opened.id)?state=open")
      #expect(page.status == .ok)
      #expect(page.text.contains(opened.number))
      #expect(page.text.contains("value=\"01A123BC\""))

      // The first reviewer corrects the plate.
      let approval = try await first.post(
        "/cases/\(opened.id)/approve", ["plate": "01 a 128 bc", "expecting": "queued", "queue": "state=open"])
      #expect(approval.status == .seeOther)
      #expect(approval.headers[.location]?.contains("said=approved-first") == true)
      #expect(try await office.state(of: opened.id) == .secondReview)
      #expect(try await first.get("/cases/\(opened.id)").text.contains("You made the first review"))

      // The second reviewer is shown nothing of it, on any page.
      for path in ["/cases/\(opened.id)", "/queue", "/queue?state=all"] {
        let text = try await second.get(path).text
        #expect(!text.contains("01A128BC") && !text.contains("01 A 128 BC"), "\(path)")
        #expect(!text.contains("value=\"01A123BC\""), "\(path)")
      }
      let last = try await second.post(
        "/cases/\(opened.id)/approve", ["plate": "01A128BC", "expecting": "second-review", "queue": "state=open"])
      #expect(last.headers[.location]?.contains("said=notice-issued") == true)
      #expect(try await office.state(of: opened.id) == .noticeIssued)

      let number = try #require(try await office.parts.store.case(opened.id)?.noticeNumber)
      #expect(try await second.get("/cases/\(opened.id)").text.contains("/notices/\(number)"))
      let issued = try #require(try office.parts.store.notice(number))
      let notice = try await second.get("/notices/\(number)")
      #expect(notice.text.contains("01 A 128 BC"))
      #expect(notice.text.contains(issued.accessCode))
      #expect(try await second.get("/notices").text.contains(number))
    }
  }

  @Test("nobody reviews twice, and nobody decides what somebody else has decided meanwhile")
  func twice() async throws {
    let office = try PagesOffice()
    let opened = try await office.openCase()
    try await office.browse { client in
      let first = try await office.person("One", .officer, using: client)
      let second = try await office.person("Two", .officer, using: client)
      let fields: KeyValuePairs = ["plate": "01A123BC", "expecting": "queued", "queue": ""]
      #expect(try await first.post("/cases/\(opened.id)/approve", fields).status == .seeOther)
      let late = try await second.post("/cases/\(opened.id)/approve", fields)
      #expect(late.status == .conflict)
      #expect(late.text.contains("Somebody else decided this case meanwhile"))
      let twice = try await first.post("/cases/\(opened.id)/approve", ["plate": "01A123BC", "expecting": "second-review", "queue": ""])
      #expect(twice.status == .conflict)
      #expect(twice.text.contains("You have decided on this case already"))
      #expect(try await office.state(of: opened.id) == .secondReview)
    }
  }

  @Test("reviewers who disagree send the case to a supervisor")
  func third() async throws {
    let office = try PagesOffice()
    let opened = try await office.openCase()
    try await office.browse { client in
      let people = [
        try await office.person("One", .officer, using: client), try await office.person("Two", .officer, using: client),
        try await office.person("Three", .officer, using: client), try await office.person("Four", .supervisor, using: client),
      ]
      func approve(_ person: Int, _ plate: String, _ state: String) async throws -> TestResponse {
        try await people[person].post("/cases/\(opened.id)/approve", ["plate": plate, "expecting": state, "queue": ""])
      }
      _ = try await approve(0, "01A123BC", "queued")
      #expect(try await approve(1, "01A128BC", "second-review").headers[.location]?.contains("said=disagreed") == true)
      #expect(try await people[2].get("/cases/\(opened.id)").text.contains("A supervisor decides now"))
      #expect(try await approve(2, "01A123BC", "third-review").status == .conflict)
      #expect(try await approve(3, "01A123BC", "third-review").headers[.location]?.contains("said=notice-issued") == true)
    }
  }

  @Test("rejecting needs a reason, leads to the next case, and other needs words")
  func reject() async throws {
    let office = try PagesOffice()
    let opened = try await office.openCase()
    let next = try await office.openCase(plate: "10B456CD")
    try await office.browse { client in
      let browser = try await office.person("One", .officer, using: client)
      let page = try await browser.get("/cases/\(opened.id)?state=open")
      #expect(page.text.contains("/cases/\(next.id)?state=open"))
      let path = "/cases/\(opened.id)/reject"
      #expect(try await browser.post(path, ["expecting": "queued", "queue": ""]).status == .unprocessableContent)
      let wordless = try await browser.post(path, ["reason": "other", "expecting": "queued", "queue": ""])
      #expect(wordless.status == .conflict)
      let rejected = try await browser.post(path, ["reason": "blurred", "expecting": "queued", "queue": "state=open&kind=red-light"])
      #expect(rejected.headers[.location] == "/cases/\(next.id)?state=open&kind=red-light&said=rejected")
      #expect(try await office.state(of: opened.id) == .rejected)
      let last = try await browser.post("/cases/\(next.id)/reject", ["reason": "glare", "expecting": "queued", "queue": "state=open"])
      #expect(last.headers[.location] == "/queue?state=open&said=rejected")
    }
  }

  @Test("the queue is narrowed by what its address says, and what means nothing is told")
  func filters() async throws {
    let office = try PagesOffice()
    let light = try await office.openCase()
    let belt = try await office.openCase(plate: "10B456CD", kind: "seat-belt")
    try await office.browse { client in
      let browser = try await office.person("One", .officer, using: client)
      let all = try await browser.get("/queue").text
      #expect(all.contains(light.number) && all.contains(belt.number))
      let belts = try await browser.get("/queue?kind=seat-belt&site=&from=2026-11-21&to=2026-11-21").text
      #expect(!belts.contains(light.number) && belts.contains(belt.number))
      #expect(try await !browser.get("/queue?to=2026-11-20").text.contains(light.number))
      #expect(try await !browser.get("/queue?camera=hik").text.contains(light.number))
      _ = try await browser.post("/cases/\(light.id)/approve", ["plate": "01A123BC", "expecting": "queued", "queue": ""])
      let mine = try await browser.get("/queue?mine=1").text
      #expect(!mine.contains(light.number) && mine.contains(belt.number))
      #expect(try await browser.get("/queue?state=nonsense").status == .badRequest)
      #expect(try await browser.get("/queue?from=2026-02-30").status == .badRequest)
    }
  }

  @Test("whoever opens a case stands on its timeline, once")
  func custody() async throws {
    let office = try PagesOffice()
    let opened = try await office.openCase()
    try await office.browse { client in
      let browser = try await office.person("Aziz Yusupov", .investigator, using: client)
      for _ in 0..<3 { #expect(try await browser.get("/cases/\(opened.id)").status == .ok) }
      let timeline = try #require(try await office.parts.store.case(opened.id)).timeline
      #expect(timeline.count { $0.actor == "Aziz Yusupov" && $0.what == "Opened" } == 1)
      #expect(try await browser.post("/cases/\(opened.id)/approve").status == .forbidden)
    }
  }

  @Test("a long queue is paged forwards and back")
  func pages() async throws {
    let office = try PagesOffice()
    for number in 0..<101 { _ = await office.office.post(TestOffice.capture("\"id\":\"\(number)\",\"violation\":\"red-light\"")) }
    try await office.office.settleAll()
    try await office.browse { client in
      let browser = try await office.person("One", .officer, using: client)
      let first = try await browser.get("/queue?state=open").text
      #expect(first.contains("1–50 of 101"))
      let queue = try await CaseQueue(
        QueueFilter(), for: Reviewer(id: UUID(), name: ""), clock: SiteClock(zone: .gmt), on: Beat(.everywhere, in: office.parts.store))
      let second = try await queue.slice(after: queue.ids[49], filter: QueueFilter())
      #expect(second.cases.map(\.id) == Array(queue.ids[50..<100]))
      #expect(second.previousHref == "/queue?state=open")
      let next = try #require(second.nextHref)
      #expect(try await browser.get(next).text.contains("101–101 of 101"))
      let third = try await queue.slice(after: queue.ids[99], filter: QueueFilter())
      #expect(third.nextHref == nil)
      let back = try #require(third.previousHref)
      #expect(try await browser.get(back).text.contains("51–100 of 101"))
    }
  }
}
