import Enforcement
import Foundation
import GRDB
import Testing
import Traffic

@testable import Storage

@Suite("Cases")
struct CaseStoreTests {
  let desk: Desk

  init() throws { desk = try Desk() }

  private struct Refused: Error {}

  @Test("Queries list what they ask for, oldest first, page by page")
  func queries() async throws {
    var all: [Case] = []
    for index in 0..<12 {
      all.append(try await desk.openCase(index % 2 == 0 ? .speed : .redLight, state: index < 9 ? .queued : .approved, at: Desk.noon + Double(index)))
    }
    let store = desk.store
    #expect(try await store.cases(CaseQuery()) == all)
    #expect(try await store.cases(CaseQuery(states: [.approved])) == Array(all[9...]))
    #expect(try await store.cases(CaseQuery(kinds: [.redLight])) == all.filter { $0.violation.kind == .redLight })
    #expect(try await store.cases(CaseQuery(from: Desk.noon + 3, to: Desk.noon + 5)) == Array(all[3..<5]))
    #expect(try await store.cases(CaseQuery(sites: [SiteID(unchecked: "elsewhere")])).isEmpty)
    #expect(try await store.count(CaseQuery(states: [.queued], kinds: [.speed], limit: 1)) == 5)
    let page = try await store.cases(CaseQuery(limit: 5))
    #expect(page == Array(all[..<5]))
    #expect(try await store.cases(CaseQuery(limit: 5, after: page.last?.id)) == Array(all[5..<10]))
    #expect(try await store.countsByState() == [.queued: 9, .approved: 3])
    #expect(try await store.caseIDs(CaseQuery(limit: 5, after: page.last?.id)) == all[5..<10].map(\.id))
  }

  @Test("A change is kept with state, reviewers and plate")
  func change() async throws {
    let opened = try await desk.openCase()
    let reviewer = Reviewer(id: UUID(), name: "First")
    let changed = try await desk.store.change(opened.id, expecting: .queued) {
      try $0.approve(by: reviewer, plate: Desk.plate("01A123BC"), at: Desk.noon)
    }
    #expect(changed.state == .secondReview)
    #expect(try await desk.store.case(opened.id) == changed)
    #expect(try await desk.store.countsByState() == [.secondReview: 1])
    #expect(try await desk.store.cases(CaseQuery(excludingReviewer: reviewer.id)).isEmpty)
    #expect(try await desk.store.cases(CaseQuery(excludingReviewer: UUID())) == [changed])
  }

  @Test("Of two who decide at once, the slower is told; nothing of theirs is kept")
  func slower() async throws {
    let opened = try await desk.openCase()
    _ = try await desk.store.change(opened.id, expecting: .queued) { $0.state = .firstReview }
    await #expect(throws: StorageFault.changedMeanwhile("This case")) {
      try await desk.store.change(opened.id, expecting: .queued) { $0.state = .void }
    }
    await #expect(throws: Refused.self) {
      try await desk.store.change(opened.id, expecting: .firstReview) { changed in
        changed.state = .void
        throw Refused()
      }
    }
    await #expect(throws: StorageFault.notFound("This case")) { try await desk.store.change(CaseID(), expecting: .queued) { _ in } }
    #expect(try await desk.store.case(opened.id)?.state == .firstReview)
  }

  @Test("ID, number and pass are not changed by a change")
  func whatStays() async throws {
    let opened = try await desk.openCase()
    let changed = try await desk.store.change(opened.id, expecting: .queued) {
      $0.number = "G-1999-000001"
      $0.id = CaseID()
      $0.pass = Desk.pass(plate: "99X999XX")
    }
    #expect(changed == opened)
  }

  @Test("A plate finds its cases: the settled one, else the machine's")
  func byPlate() async throws {
    let opened = try await desk.openCase(plate: "01A123BC")
    _ = try await desk.openCase(plate: "50B777BB")
    #expect(try await desk.store.cases(of: Desk.plate("01A123BC")) == [opened])
    let corrected = try await desk.store.change(opened.id, expecting: .queued) { $0.settledPlate = Desk.plate("01A128BC") }
    #expect(try await desk.store.cases(of: Desk.plate("01A123BC")).isEmpty)
    #expect(try await desk.store.cases(of: Desk.plate("01A128BC")) == [corrected])
  }

  @Test("A body that was moved to another case does not open")
  func movedBody() async throws {
    let cases = [try await desk.openCase(), try await desk.openCase()]
    try desk.store.write { db in
      try db.execute(
        sql: "UPDATE cases SET body = (SELECT body FROM cases AS other WHERE other.id = ?) WHERE id = ?",
        arguments: [cases[0].id.uuid.bytes, cases[1].id.uuid.bytes])
    }
    await #expect(throws: StorageFault.damaged("A row of cases")) { try await desk.store.case(cases[1].id) }
  }

  @Test("A notice is issued once, with the case's move, and numbers have no gaps")
  func notices() async throws {
    let first = try await desk.openCase(state: .approved)
    let second = try await desk.openCase(state: .approved)
    await #expect(throws: Refused.self) {
      try await desk.store.issueNotice(for: first.id, at: Desk.noon) { _, _ in throw Refused() }
    }
    await #expect(throws: StorageFault.self, "the case was not moved on") { try await issue(first, moving: false) }
    let notices = [try await issue(first), try await issue(second)]
    #expect(notices.map(\.number) == ["N-2026-000001", "N-2026-000002"])
    await #expect(throws: StorageFault.changedMeanwhile("This case")) { try await issue(first) }
    #expect(try desk.store.notices() == notices.reversed())
    #expect(try desk.store.notices(after: "N-2026-000002") == [notices[0]])
    #expect(try desk.store.notice("N-2026-000001") == notices[0])
    let issued = try #require(try await desk.store.case(first.id))
    #expect(issued.state == .noticeIssued)
    #expect(issued.noticeNumber == "N-2026-000001")
  }

  private func issue(_ of: Case, moving: Bool = true) async throws -> Notice {
    try await desk.store.issueNotice(for: of.id, at: Desk.noon) { changed, number in
      if moving { changed.state = .noticeIssued }
      return Desk.notice(number, changed, plate: Desk.plate("01A123BC"))
    }
  }
}
