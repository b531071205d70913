import Foundation
import GRDB
import Testing
import Traffic

@testable import Storage

@Suite("A folder of the time when there was one key")
struct OldFolderTests {
  let desk: Desk
  private let before: Inventory
  private let store: Store

  init() async throws {
    desk = try Desk()
    try await Inventory.fill(desk)
    before = try await Inventory(of: desk.store)
    try OldHand(desk: desk).turnBack()
    store = try desk.anotherStore()
  }

  @Test("It reads as before, and its repeats are known")
  func reads() async throws {
    #expect(try marks() == [1])
    #expect(try await Inventory(of: store) == before)
    #expect(try await store.accept([Desk.entry(Inventory.repeated, body: Desk.bytes(500))]).map(\.isRepeat) == [true])
    #expect(try store.keyStatus().map(\.id) == [1])
  }

  @Test("A case that is changed is given its keys, with its evidence; the others keep theirs")
  func change() async throws {
    let first = try #require(before.cases.first)
    try await store.change(first.id, expecting: first.state) { $0.related = [first.id] }
    #expect(try store.read { db in try store.caseKey(of: first.id.uuid, in: db) } != nil)
    var after = try await Inventory(of: store)
    #expect(after.cases[0].related == [first.id] && after.bodies == before.bodies)
    (after.cases, after.casesOfPlate) = (before.cases, before.casesOfPlate)
    #expect(after == before)
  }

  @Test("A rotation gives every case its keys, and leaves nothing under the old key; receipts that cannot be moved are forgotten")
  func rotation() async throws {
    let old = try #require(try ServerKeys.load(file: desk.keys.file.url).ring[1])
    try await store.rotateKeys()
    #expect(try await Inventory(of: store) == before)
    #expect(try marks() == [2, 3])
    #expect(try KeyThief(folder: desk.folder, key: old).openings() == 0)
    #expect(try store.read { db in try Int.fetchOne(db, sql: "SELECT count(*) FROM objects WHERE length(wrapped_key) > 0") } == 0)
    #expect(try await store.accept([Desk.entry(Inventory.repeated, body: Desk.bytes(500))]).map(\.isRepeat) == [false])
  }

  @Test("Retention destroys what is old as it destroys what is new")
  func retention() async throws {
    for opened in before.cases {
      try await store.change(opened.id, expecting: opened.state) { changed in
        changed.state = .rejected
        changed.timeline.append(Case.Event(at: Desk.noon, what: "Rejected", state: .rejected))
      }
    }
    for hit in before.hits { try store.decideHit(hit.id, .misread, by: "x", note: nil, at: Desk.noon) }
    let later = Desk.noon + 3600
    #expect(try await store.expire(rejectedBefore: later, unparsedBefore: later) == before.cases.count + before.hits.count + before.unparsed.count)
    #expect(throws: StorageFault.notFound("This object")) { try store.object(before.cases[0].evidence.items[0].object) }
    #expect(desk.objectFiles.count == 1, "the capture that waits is left")
  }

  /// The suites that bodies of rows are under.
  private func marks() throws -> Set<UInt8> {
    try store.read { db in
      let bodies = try Storage.Table.allCases.flatMap { try Data.fetchAll(db, sql: "SELECT body FROM \($0.rawValue)") }
      return Set(bodies.compactMap(\.first))
    }
  }
}
