import Access
import Foundation
import GRDB
import Testing
import Traffic
import TransparencyLog

@testable import Storage

@Suite("What the doctor asks the store")
struct HealthTests {
  let desk: Desk

  init() throws { desk = try Desk() }

  @Test("what retention would destroy is what is overdue, and nothing after it did")
  func overdue() async throws {
    let later = Desk.noon + 3600
    let opened = try await desk.openCase()
    _ = try await desk.store.change(opened.id, expecting: .queued) { changed in
      changed.state = .rejected
      changed.timeline.append(Case.Event(at: Desk.noon, what: "Rejected", state: .rejected))
    }
    func overdue(_ closed: Date?) throws -> OverdueCounts {
      try desk.store.overdue(rejectedBefore: later, unparsedBefore: later, closedBefore: closed, auditBefore: later)
    }
    let before = try overdue(nil)
    #expect(before.closed == 0)
    #expect(try overdue(later).closed == 1)
    let destroyed = try await desk.store.expire(rejectedBefore: later, unparsedBefore: later, closedBefore: later, now: later)
    #expect(destroyed == before.rejected + 1)
    #expect(try overdue(later) == OverdueCounts())
  }

  @Test("findings are kept sealed, the newest in place of the one before, and a rotation carries them over")
  func diagnosis() async throws {
    #expect(try desk.store.diagnosis() == nil)
    for text in ["first", "second canary"] { try desk.store.keep(diagnosis: Data(text.utf8)) }
    #expect(try desk.store.diagnosis() == Data("second canary".utf8))
    let rows = try desk.store.read { db in try Data.fetchAll(db, sql: "SELECT body FROM diagnoses") }
    #expect(rows.count == 1 && rows[0].range(of: Data("canary".utf8)) == nil)
    _ = try await desk.store.rotateKeys()
    #expect(try desk.store.diagnosis() == Data("second canary".utf8))
  }

  @Test("people are seen by what they did and by their sessions, whichever is newer")
  func lastSeen() async throws {
    let person = Person(name: "Somebody", roles: [.officer], createdAt: Desk.noon - 10_000)
    try await desk.store.add(person)
    #expect(try desk.store.lastSeen()[person.id] == nil)
    try await desk.store.saveSession(Session(hash: Data([1]), person: person.id, startedAt: Desk.noon, seenAt: Desk.noon + 5, way: .link))
    #expect(try desk.store.lastSeen()[person.id] == Desk.noon + 5)
  }

  @Test("the outbox tells how much waits and since when, and the key since when it is in use")
  func logState() throws {
    #expect(try desk.store.leastLogSizes().isEmpty)
    let before = try desk.store.outboxState()
    try desk.store.tell(.exportMade, at: Desk.noon - 400_000, [:])
    let after = try desk.store.outboxState()
    #expect(after.count == before.count + 1 && after.oldest != nil)
    let since = try #require(try desk.store.keySince)
    #expect(abs(since.timeIntervalSinceNow) < 600)
  }
}
