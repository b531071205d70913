import Access
import Foundation
import GRDB
import Testing
import Traffic

@testable import Storage

@Suite("The data folder")
struct FolderTests {
  @Test("Transactions are durable before they are acknowledged, and deleted rows are overwritten")
  func settings() throws {
    let desk = try Desk()
    let settings = try desk.store.write { db in
      try ["synchronous", "secure_delete", "journal_mode"].map { try String.fetchOne(db, sql: "PRAGMA \($0)") }
    }
    #expect(settings == ["2", "1", "wal"])
  }

  @Test("Two servers do not work on one folder; the command line beside one does")
  func twoServers() async throws {
    let desk = try Desk()
    try desk.store.sweepOrphanObjects()
    let other = try desk.anotherStore()
    #expect(throws: StorageFault.inUse(desk.folder.path)) { try other.sweepOrphanObjects() }
    try other.replaceHotlist("stolen", with: [])
    _ = try await desk.openCase()
    #expect(try await other.countsByState() == [.queued: 1])
  }

  @Test("A sweep removes what nobody names, and nothing else")
  func sweep() async throws {
    let desk = try Desk()
    let waiting = try await desk.arrive(Desk.entry(body: Desk.bytes(30_000)))
    let opened = try await desk.openCase()
    let unparsed = try await desk.store.quarantine(camera: nil, contentType: nil, reason: "r", body: Desk.bytes(30_000, seed: 9), at: Desk.noon)
    let underWay = try desk.store.putObject(Desk.bytes(30_000))
    let abandoned = try desk.anotherStore().putObject(Desk.bytes(30_000))
    try Desk.bytes(10).write(to: desk.folder.appending(path: "objects/incoming/half"))
    #expect(try desk.store.sweepOrphanObjects() == 2)
    #expect(!desk.objectFiles.contains { $0.lastPathComponent == abandoned.id.uuidString.lowercased() })
    #expect(try desk.store.inboxEntry(waiting.id)?.body == waiting.body)
    #expect(try desk.store.object(opened.evidence.items[0].object).count == 40_000)
    #expect(try desk.store.unparsedBody(unparsed).count == 30_000)
    let settled = Desk.newCase(Desk.pass(waiting.id), evidence: Evidence(items: [Desk.item(underWay.id)]))
    _ = try await desk.store.settle(desk.settlement(waiting, settled.pass, cases: [settled], newObjects: [underWay]))
    #expect(try desk.store.object(underWay.id) == Desk.bytes(30_000))
  }

  @Test("A folder that a newer Gantry wrote is left alone")
  func newer() throws {
    let desk = try Desk()
    try desk.store.write { db in try db.execute(sql: "INSERT INTO grdb_migrations (identifier) VALUES ('of the future')") }
    #expect(throws: StorageFault.self) { try desk.anotherStore() }
  }

  @Test("What was written is there after closing and opening again")
  func reopening() async throws {
    let desk = try Desk()
    let opened = try await desk.openCase()
    let waiting = try await desk.arrive()
    let person = Person(name: "Somebody", roles: [.officer, .dispatcher], createdAt: Desk.noon)
    try await desk.store.add(person)
    let again = try desk.anotherStore()
    #expect(try await again.case(opened.id) == opened)
    #expect(try again.pendingInbox() == [waiting.id])
    #expect(try await again.people() == [person])
  }

  @Test("The store keeps the promises of a person store")
  func people() async throws {
    let desk = try Desk()
    let person = Person(name: "Somebody", roles: [.officer], createdAt: Desk.noon)
    try await desk.store.add(person)
    await #expect(throws: StorageFault.self) { try await desk.store.add(person) }
    await #expect(throws: StorageFault.notFound("This person")) {
      try await desk.store.update(Person(name: "Nobody", roles: [], createdAt: Desk.noon))
    }
    let door = FrontDoor(store: desk.store, relyingParty: .local, links: .enter)
    let link = try await door.invite(person.id, now: Desk.noon)
    #expect(try await door.enter(with: link.token, now: Desk.noon + 900) == nil)
    let fresh = try await door.invite(person.id, now: Desk.noon)
    let entered = try await withThrowingTaskGroup(of: String?.self) { group in
      for _ in 0..<8 { group.addTask { try await door.enter(with: fresh.token, now: Desk.noon)?.sessionToken } }
      return try await group.compactMap { $0 }.reduce(into: [String]()) { $0.append($1) }
    }
    #expect(entered.count == 1, "a link that is presented eight times at once lets one in")
    #expect(try await door.person(forSession: entered[0], now: Desk.noon + 600) == person)
    #expect(try await door.person(forSession: entered[0], now: Desk.noon + 1400) == person)
    try await desk.store.endSessions(of: person.id)
    #expect(try await door.person(forSession: entered[0], now: Desk.noon + 1401) == nil)
  }
}
