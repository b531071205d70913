import Crypto
import Enforcement
import Foundation
import GRDB
import Testing
import Traffic

@testable import Storage

@Suite("Cases and their keys")
struct CaseKeyTests {
  let desk: Desk
  private let later = Desk.noon + 3600
  private let never = Date(timeIntervalSince1970: 0)

  init() throws { desk = try Desk() }

  @Test("A case and a hit of one capture have keys of their own, and the server's way to their evidence is gone")
  func ownKeys() async throws {
    let entry = try await desk.arrive(Desk.entry(body: Desk.bytes(50_000)))
    #expect(try slots(.object) == 1)
    let pass = Desk.pass(entry.id)
    let evidence = Evidence(items: [Desk.item(entry.object)])
    try await desk.store.settle(
      desk.settlement(entry, pass, cases: [Desk.newCase(pass, evidence: evidence)], hits: [Desk.hit(pass)], keep: true))
    #expect(try [slots(.object), slots(.file), slots(.evidence)] == [0, 2, 2])
    #expect(try desk.store.object(entry.object) == Desk.bytes(50_000))
    let wrapped = try desk.store.read { db in try Data.fetchAll(db, sql: "SELECT wrapped FROM key_slots") }
    #expect(Set(wrapped.map(\.count)) == [KeySlot.nothing.count])
    let keys = try desk.store.read { db in
      try Data.fetchAll(db, sql: "SELECT id FROM cases UNION ALL SELECT id FROM hits").compactMap(UUID.init(bytes:))
        .compactMap { try desk.store.caseKey(of: $0, in: db) }
    }
    #expect(Set(keys.flatMap { [$0.file, $0.evidence!] }.map { $0.withUnsafeBytes { Data($0) } }).count == 4)
  }

  @Test("A rejected case loses the key of its evidence, and stays readable")
  func rejected() async throws {
    let opened = try await desk.openCase(state: .rejected)
    let file = try #require(desk.objectFiles.first)
    let bytes = try Data(contentsOf: file)
    try await desk.store.expire(rejectedBefore: later, unparsedBefore: never)
    #expect(try [slots(.object), slots(.file), slots(.evidence)] == [0, 1, 0])
    #expect(try await desk.store.case(opened.id)?.evidence.items.isEmpty == true)
    #expect(throws: StorageFault.notFound("This object")) { try desk.store.object(opened.evidence.items[0].object) }
    #expect(try !thief().opens(bytes, object: opened.evidence.items[0].object, byteCount: 40_000))
  }

  @Test("Of a case that was destroyed nothing opens what was kept of it, with the database and the key file")
  func destroyed() async throws {
    let kept = try await desk.openCase(state: .closed, at: later)
    let opened = try await desk.openCase(state: .approved)
    _ = try await desk.store.issueNotice(for: opened.id, at: Desk.noon) { changed, number in
      changed.state = .noticeIssued
      return Desk.notice(number, changed, plate: Desk.plate("01A123BC"), keeper: "The keeper")
    }
    for state in [CaseState.paid, .closed] {
      _ = try await desk.store.change(opened.id, expecting: state == .paid ? .noticeIssued : .paid) { $0.state = state }
    }
    let object = opened.evidence.items[0].object
    let bytes = try Data(contentsOf: try #require(desk.objectFiles.first { $0.lastPathComponent == object.uuidString.lowercased() }))
    let wrapped = try desk.store.read { db in
      try Data.fetchAll(db, sql: "SELECT wrapped FROM key_slots WHERE owner = ?", arguments: [opened.id.uuid.bytes])
    }
    #expect(wrapped.count == 2)
    #expect(try thief().opens(bytes, object: object, byteCount: 40_000), "a thief that opens nothing before proves nothing after")

    #expect(try await desk.store.expire(rejectedBefore: never, unparsedBefore: never, closedBefore: later, now: later) == 1)
    #expect(try !thief().opens(bytes, object: object, byteCount: 40_000))
    for file in desk.files {
      let content = try Data(contentsOf: file)
      #expect(wrapped.allSatisfy { content.range(of: $0.suffix(40)) == nil }, "\(file.lastPathComponent) holds a key that was destroyed")
    }
    #expect(try await desk.store.cases(CaseQuery()) == [kept])
  }

  @Test("Number, state, kind and times of a destroyed case stay; lists, counts and searches no longer know it")
  func trace() async throws {
    let opened = try await desk.openCase(.speed, state: .void)
    #expect(try await desk.store.expire(rejectedBefore: never, unparsedBefore: never, closedBefore: Desk.noon, now: later) == 0)
    #expect(try await desk.store.expire(rejectedBefore: never, unparsedBefore: never, closedBefore: nil, now: later) == 0)
    #expect(try desk.store.destroyedCase(opened.id) == nil)
    #expect(try await desk.store.expire(rejectedBefore: never, unparsedBefore: never, closedBefore: Desk.noon + 1, now: later) == 1)
    let trace = try #require(try desk.store.destroyedCase(numbered: opened.number))
    #expect(trace == DestroyedCase(
      id: opened.id, number: "G-2026-000001", state: .void, kind: .speed, openedAt: Desk.noon, changedAt: Desk.noon, destroyedAt: later))
    #expect(try desk.store.destroyedCase(opened.id) == trace)
    #expect(try await desk.store.case(opened.id) == nil)
    #expect(try await desk.store.case(numbered: opened.number) == nil)
    #expect(try await desk.store.cases(CaseQuery()).isEmpty)
    #expect(try await desk.store.caseIDs(CaseQuery()).isEmpty)
    #expect(try await desk.store.count(CaseQuery()) == 0)
    #expect(try await desk.store.countsByState().isEmpty)
    #expect(try await desk.store.cases(of: Desk.plate("01A123BC")).isEmpty)
    await #expect(throws: StorageFault.notFound("This case")) { try await desk.store.change(opened.id, expecting: .void) { _ in } }
    #expect(desk.objectFiles.isEmpty)
    #expect(try await desk.openCase().number == "G-2026-000002")
    #expect(try await desk.store.expire(rejectedBefore: never, unparsedBefore: never, closedBefore: .distantFuture) == 0)
  }

  @Test("Only cases to which nothing more can happen are destroyed", arguments: CaseState.allCases)
  func states(state: CaseState) async throws {
    _ = try await desk.openCase(state: state)
    let destroyed = try await desk.store.expire(rejectedBefore: never, unparsedBefore: never, closedBefore: .distantFuture)
    #expect(destroyed == ([.closed, .rejected, .void, .expired].contains(state) ? 1 : 0))
  }

  @Test("A case on legal hold is left alone until the hold is lifted")
  func hold() async throws {
    let cases = [try await desk.openCase(state: .rejected), try await desk.openCase(state: .closed)]
    for held in cases { try await desk.store.hold(held.id, by: "Supervisor", reason: " Court of appeal, file 7 ", at: Desk.noon) }
    #expect(try await desk.store.expire(rejectedBefore: later, unparsedBefore: never, closedBefore: later) == 0)
    let held = try #require(try await desk.store.case(cases[0].id))
    #expect(held.hold == Case.Hold(by: "Supervisor", reason: "Court of appeal, file 7", at: Desk.noon))
    #expect(held.timeline.last == Case.Event(at: Desk.noon, actor: "Supervisor", what: "Put on legal hold: Court of appeal, file 7"))
    #expect(try desk.store.object(held.evidence.items[0].object).count == 40_000)
    _ = try await desk.store.change(held.id, expecting: .rejected) { $0.hold = nil }
    #expect(try await desk.store.case(held.id)?.hold == held.hold, "a hold is lifted with a reason, not by the way")
    for held in cases { try await desk.store.liftHold(held.id, by: "Supervisor", reason: "Judgment is final", at: later) }
    #expect(try await desk.store.case(cases[1].id)?.timeline.last?.what == "Legal hold lifted: Judgment is final")
    #expect(try await desk.store.expire(rejectedBefore: later, unparsedBefore: never) == 1)
    #expect(try await desk.store.expire(rejectedBefore: never, unparsedBefore: never, closedBefore: later) == 2)
  }

  @Test("A hold needs a reason, is set once and lifted once")
  func holdFaults() async throws {
    let store = desk.store
    let opened = try await desk.openCase()
    await #expect(throws: HoldFault.needsReason) { try await store.hold(opened.id, by: "x", reason: "  \n", at: Desk.noon) }
    await #expect(throws: HoldFault.reasonTooLong(limit: 500)) {
      try await store.hold(opened.id, by: "x", reason: String(repeating: "x", count: 501), at: Desk.noon)
    }
    await #expect(throws: HoldFault.notHeld) { try await store.liftHold(opened.id, by: "x", reason: "y", at: Desk.noon) }
    try await store.hold(opened.id, by: "x", reason: "y", at: Desk.noon)
    await #expect(throws: HoldFault.alreadyHeld) { try await store.hold(opened.id, by: "x", reason: "z", at: Desk.noon) }
    await #expect(throws: StorageFault.notFound("This case")) { try await store.hold(CaseID(), by: "x", reason: "z", at: Desk.noon) }
  }

  @Test("Keys that were destroyed stand nowhere, however many came and went; empty slots are used again")
  func slotsAreOverwritten() async throws {
    var seen: Set<Data> = []
    var hits: [Hit] = []
    for index in 0..<120 {
      let entry = try await desk.arrive(Desk.entry(body: Desk.bytes(200 + index)))
      seen.formUnion(try desk.store.read { db in try Data.fetchAll(db, sql: "SELECT wrapped FROM key_slots") })
      hits.append(Desk.hit(Desk.pass(entry.id)))
      try await desk.store.settle(desk.settlement(entry, hits[index].pass, hits: [hits[index]], keep: true))
      seen.formUnion(try desk.store.read { db in try Data.fetchAll(db, sql: "SELECT wrapped FROM key_slots") })
    }
    for (index, hit) in hits.enumerated() where index % 3 != 0 { try desk.store.decideHit(hit.id, .misread, by: "x", note: nil, at: Desk.noon) }
    #expect(try await desk.store.expire(rejectedBefore: later, unparsedBefore: never) == 80)
    let (kept, count) = try desk.store.read { db in
      (try Data.fetchSet(db, sql: "SELECT wrapped FROM key_slots"), try Int.fetchOne(db, sql: "SELECT count(*) FROM key_slots"))
    }
    let gone = seen.subtracting(kept).subtracting([KeySlot.nothing])
    #expect(gone.count > 250)
    for file in desk.files {
      let content = try Data(contentsOf: file)
      #expect(!gone.contains { content.range(of: $0.suffix(40)) != nil }, "\(file.lastPathComponent) holds a key that was destroyed")
    }
    for _ in 0..<50 { _ = try await desk.openCase() }
    #expect(try desk.store.read { db in try Int.fetchOne(db, sql: "SELECT count(*) FROM key_slots") } == count)
  }

  private func slots(_ slot: KeySlot) throws -> Int? {
    try desk.store.read { db in
      try Int.fetchOne(
        db, sql: "SELECT count(*) FROM key_slots WHERE purpose = ? AND owner <> ?", arguments: [slot.rawValue, KeySlot.nobody])
    }
  }

  private func thief() throws -> KeyThief { KeyThief(folder: desk.folder, key: desk.keys.ring.current) }
}
