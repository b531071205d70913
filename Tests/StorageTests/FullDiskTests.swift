import Foundation
import GRDB
import Testing

@testable import Storage

@Suite("A full disk")
struct FullDiskTests {
  @Test("A body that does not fit is refused as full; nothing half written stays; later it fits")
  func objectDoesNotFit() async throws {
    let disk = FullDisk(room: 150_000)
    let desk = try Desk(disk: disk)
    let kept = try await desk.arrive(Desk.entry(body: Desk.bytes(100_000)))
    await expectFull { _ = try await desk.store.accept([Desk.entry("late", body: Desk.bytes(100_000))]) }
    await expectFull { _ = try desk.store.putObject(Desk.bytes(100_000)) }
    await expectFull {
      try await desk.store.quarantine(camera: nil, contentType: nil, reason: "badTime", body: Desk.bytes(100_000), at: Desk.noon)
    }
    #expect(desk.objectFiles.count == 1)
    #expect(try desk.store.inboxEntry(kept.id)?.body == Desk.bytes(100_000))
    disk.makeRoom(1_000_000)
    #expect(try await desk.store.accept([Desk.entry("late", body: Desk.bytes(100_000))]).map(\.isRepeat) == [false])
  }

  @Test("One of several bodies that does not fit takes all of its request back")
  func halfARequest() async throws {
    let desk = try Desk(disk: FullDisk(room: 150_000))
    let entries = [Desk.entry(body: Desk.bytes(100_000)), Desk.entry(body: Desk.bytes(100_000, seed: 2))]
    await expectFull { _ = try await desk.store.accept(entries) }
    #expect(desk.objectFiles.isEmpty)
    #expect(try desk.store.pendingInbox().isEmpty)
  }

  @Test("A disk that fails after the bytes were written leaves nothing either")
  func namingFails() async throws {
    let disk = FullDisk(room: .max, failsToName: true)
    let desk = try Desk(disk: disk)
    await #expect(throws: StorageFault.self) { _ = try await desk.store.accept([Desk.entry("again", body: Desk.bytes(100_000))]) }
    #expect(throws: StorageFault.self) { _ = try desk.store.putObject(Desk.bytes(100_000)) }
    #expect(desk.objectFiles.isEmpty)
    disk.makeRoom(.max)
    #expect(try await desk.store.accept([Desk.entry("again", body: Desk.bytes(100_000))]).map(\.isRepeat) == [false])
  }

  @Test("A database that cannot grow is full; what was acknowledged is there, nothing else is, and it goes on when there is room")
  func databaseIsFull() async throws {
    let desk = try Desk()
    try limitPages(of: desk, to: 120)
    var acknowledged: [InboxEntry] = []
    await expectFull {
      for _ in 0..<400 {
        let entry = Desk.entry(body: Desk.bytes(8000))
        _ = try await desk.store.accept([entry])
        acknowledged.append(entry)
      }
    }
    #expect(!acknowledged.isEmpty)
    #expect(try desk.store.pendingInbox() == acknowledged.map(\.id))
    let large = Desk.entry(body: Desk.bytes(100_000))
    let noRoom = await faults { for _ in 0..<40 { _ = try await desk.store.accept([large, Desk.entry(body: Desk.bytes(16_000))]) } }
    #expect(noRoom.map(isFull) == true)
    #expect(desk.objectFiles.isEmpty, "the file of a capture whose row did not fit is taken back")
    try limitPages(of: desk, to: 1_000_000)
    #expect(try await desk.store.accept([large]).map(\.isRepeat) == [false])
    for entry in acknowledged { #expect(try desk.store.inboxEntry(entry.id)?.body == entry.body) }
  }

  @Test("Concurrent callers on a full database are all answered")
  func everybodyIsAnswered() async throws {
    let desk = try Desk()
    try limitPages(of: desk, to: 150)
    let store = desk.store
    let results = await withTaskGroup(of: Bool.self) { group in
      for seed in 0..<200 { group.addTask { (try? await store.accept([Desk.entry(body: Desk.bytes(9000, seed: UInt64(seed)))])) != nil } }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(results.count == 200)
    #expect(results.contains(false))
    #expect(try store.pendingInbox().count == results.filter { $0 }.count)
  }

  @Test("Room is kept in reserve, so that what was begun can be finished")
  func reserve() async throws {
    let desk = try Desk(reserveBytes: 1 << 50)
    await expectFull { _ = try await desk.store.accept([Desk.entry()]) }
    await expectFull { _ = try desk.store.putObject(Desk.bytes(10)) }
    #expect(try desk.store.pendingInbox().isEmpty)
  }

  /// Lets the database have only so many pages: SQLite itself reports `SQLITE_FULL` then.
  private func limitPages(of desk: Desk, to pages: Int) throws {
    try desk.store.write { db in _ = try Int.fetchOne(db, sql: "PRAGMA max_page_count = \(pages)") }
  }

  private func expectFull(_ body: () async throws -> Void) async {
    let fault = await faults(body)
    #expect(fault.map(isFull) == true, "\(String(describing: fault))")
  }

  private func faults(_ body: () async throws -> Void) async -> (any Error)? {
    do { try await body() } catch { return error }
    return nil
  }

  private func isFull(_ error: any Error) -> Bool {
    if case .full = error as? StorageFault { true } else { false }
  }
}
