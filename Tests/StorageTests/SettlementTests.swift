import Foundation
import Testing
import Traffic

@testable import Storage

@Suite("Settling")
struct SettlementTests {
  let desk: Desk

  init() throws { desk = try Desk() }

  @Test("A pass without violation leaves no picture")
  func plainPass() async throws {
    let entry = try await desk.arrive(Desk.entry(body: Desk.bytes(100_000)))
    let pass = Desk.pass(entry.id)
    #expect(try await desk.store.settle(desk.settlement(entry, pass)).isEmpty)
    #expect(try desk.store.inboxEntry(entry.id) == nil)
    #expect(desk.objectFiles.isEmpty)
    #expect(throws: StorageFault.self) { try desk.store.object(entry.object) }
  }

  @Test("Cases get their numbers in order, and keep the body they came in")
  func cases() async throws {
    let first = try await desk.openCase()
    let second = try await desk.openCase(.speed)
    #expect([first.number, second.number] == ["G-2026-000001", "G-2026-000002"])
    #expect(try await desk.store.case(first.id) == first)
    #expect(try await desk.store.case(numbered: second.number) == second)
    #expect(try desk.store.object(first.evidence.items[0].object) == Desk.bytes(40_000))
    #expect(desk.objectFiles.count == 2)
  }

  @Test("A small body stays readable as evidence too")
  func inlineEvidence() async throws {
    let entry = try await desk.arrive(Desk.entry(body: Desk.bytes(900)))
    let opened = Desk.newCase(Desk.pass(entry.id), evidence: Evidence(items: [Desk.item(entry.object, range: 100..<200)]))
    _ = try await desk.store.settle(desk.settlement(entry, opened.pass, cases: [opened], keep: true))
    #expect(try desk.store.object(entry.object, range: 100..<200) == Desk.bytes(900)[100..<200])
  }

  @Test("New objects stay where evidence names them; others are destroyed with the body")
  func newObjects() async throws {
    let entry = try await desk.arrive(Desk.entry(body: Desk.bytes(50_000)))
    let named = try desk.store.putObject(Desk.bytes(60_000, seed: 5))
    let unnamed = try desk.store.putObject(Desk.bytes(60_000, seed: 6))
    let opened = Desk.newCase(Desk.pass(entry.id), evidence: Evidence(items: [Desk.item(named.id)]))
    _ = try await desk.store.settle(desk.settlement(entry, opened.pass, cases: [opened], newObjects: [named, unnamed]))
    #expect(try desk.store.object(named.id) == Desk.bytes(60_000, seed: 5))
    #expect(desk.objectFiles.map(\.lastPathComponent) == [named.id.uuidString.lowercased()])
  }

  @Test("Evidence that names what is not there is refused, and nothing is changed")
  func missingEvidence() async throws {
    let entry = try await desk.arrive()
    let opened = Desk.newCase(Desk.pass(entry.id), evidence: Evidence(items: [Desk.item(UUID())]))
    let settlement = desk.settlement(entry, opened.pass, cases: [opened])
    await #expect(throws: StorageFault.self) { try await desk.store.settle(settlement) }
    #expect(try desk.store.pendingInbox() == [entry.id])
    #expect(try await desk.store.case(opened.id) == nil)
    #expect(try await desk.openCase().number == "G-2026-000001", "the number of the failed case is not used up")
  }

  @Test("A capture is settled once")
  func once() async throws {
    let entry = try await desk.arrive()
    let settlement = desk.settlement(entry, Desk.pass(entry.id), cases: [Desk.newCase(Desk.pass(entry.id))])
    _ = try await desk.store.settle(settlement)
    await #expect(throws: StorageFault.self) { try await desk.store.settle(settlement) }
    #expect(try await desk.store.countsByState() == [.queued: 1])
  }

  @Test("Numbers begin anew each year")
  func years() async throws {
    let nextYear = Desk.noon + 86_400 * 60
    #expect(try await desk.openCase().number == "G-2026-000001")
    #expect(try await desk.openCase(at: nextYear).number == "G-2027-000001")
    #expect(try await desk.openCase().number == "G-2026-000002")
  }

  @Test("Hits keep the pictures of their pass, and are decided once")
  func hits() async throws {
    let entry = try await desk.arrive(Desk.entry(body: Desk.bytes(50_000)))
    let pass = Desk.pass(entry.id)
    var hit = Desk.hit(pass)
    hit.evidence = Evidence(items: [Desk.item(entry.object)])
    let settlement = desk.settlement(entry, pass, hits: [hit], keep: true)
    _ = try await desk.store.settle(settlement)
    #expect(try desk.store.hits(openOnly: true) == [hit])
    #expect(try desk.store.hit(hit.id)?.evidence == hit.evidence)
    #expect(try desk.store.object(entry.object) == Desk.bytes(50_000))
    let decided = try desk.store.decideHit(hit.id, .confirmed, by: "Dispatcher", note: nil, at: Desk.noon)
    #expect(decided.decision == .confirmed)
    #expect(throws: StorageFault.changedMeanwhile("This hit")) {
      try desk.store.decideHit(hit.id, .dismissed, by: "Another", note: nil, at: Desk.noon)
    }
    #expect(try desk.store.hits(openOnly: true).isEmpty)
    #expect(try desk.store.hits(openOnly: false) == [decided])
    #expect(try desk.store.openHitCount() == 0)
  }
}
