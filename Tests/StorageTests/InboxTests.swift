import Foundation
import Testing
import Traffic

@testable import Storage

@Suite("The inbox")
struct InboxTests {
  let desk: Desk

  init() throws { desk = try Desk() }

  @Test("What was accepted is there with its body, small or large", arguments: [0, 1, 16 * 1024, 16 * 1024 + 1, 700_000])
  func roundTrip(size: Int) async throws {
    let entry = Desk.entry("capture-7", body: Desk.bytes(size), index: 3)
    let acceptance = try await desk.store.accept([entry])
    #expect(acceptance == [InboxAcceptance(pass: entry.id, sha256: entry.rawSHA256, isRepeat: false)])
    #expect(try desk.store.inboxEntry(entry.id) == entry)
    #expect(desk.objectFiles.count == (size > 16 * 1024 ? 1 : 0))
  }

  @Test("A repeat has the first receipt again, and stores nothing")
  func repeats() async throws {
    let first = Desk.entry("same", body: Desk.bytes(50_000))
    let second = Desk.entry("same", body: Desk.bytes(50_000, seed: 2))
    _ = try await desk.store.accept([first])
    #expect(try await desk.store.accept([second]) == [InboxAcceptance(pass: first.id, sha256: first.rawSHA256, isRepeat: true)])
    #expect(try desk.store.pendingInbox() == [first.id])
    #expect(desk.objectFiles.count == 1)
  }

  @Test("A repeat is known after its capture became a case, and after a restart")
  func repeatAfterSettling() async throws {
    let entry = try await desk.arrive(Desk.entry("same"))
    let pass = Desk.pass(entry.id)
    try await desk.store.settle(desk.settlement(entry, pass, cases: [Desk.newCase(pass)]))
    let again = try await desk.anotherStore().accept([Desk.entry("same")])
    #expect(again == [InboxAcceptance(pass: entry.id, sha256: entry.rawSHA256, isRepeat: true)])
  }

  @Test("What a plain pass was sent as is forgotten when it is settled")
  func forgottenAfterSettling() async throws {
    let entry = try await desk.arrive(Desk.entry("same"))
    try await desk.store.settle(desk.settlement(entry, Desk.pass(entry.id)))
    #expect(try await desk.store.accept([Desk.entry("same")]).map(\.isRepeat) == [false])
  }

  @Test("The same key of another camera is another capture")
  func otherCamera() async throws {
    _ = try await desk.store.accept([Desk.entry("same")])
    let other = try await desk.store.accept([Desk.entry("same", camera: CameraID(unchecked: "tas-014-b"))])
    #expect(other.map(\.isRepeat) == [false])
  }

  @Test("Concurrent repeats: one is stored, all have the same receipt, no file is left over")
  func concurrentRepeats() async throws {
    let store = desk.store
    let acceptances = try await withThrowingTaskGroup(of: InboxAcceptance.self) { group in
      for _ in 0..<40 { group.addTask { try await store.accept([Desk.entry("same", body: Desk.bytes(20_000))])[0] } }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(acceptances.filter { !$0.isRepeat }.count == 1)
    #expect(Set(acceptances.map(\.pass)).count == 1)
    #expect(desk.objectFiles.count == 1)
  }

  @Test("Captures of one body share one object, which stays until the last of them is settled")
  func sharedBody() async throws {
    let body = Desk.bytes(30_000)
    let entries = (0..<3).map { Desk.entry(body: body, index: $0) }
    _ = try await desk.store.accept(entries)
    #expect(desk.objectFiles.count == 1)
    for entry in entries {
      let waiting = try #require(try desk.store.inboxEntry(entry.id))
      #expect(waiting.body == body)
      try await desk.store.settle(desk.settlement(waiting, Desk.pass(entry.id)))
    }
    #expect(desk.objectFiles.isEmpty)
  }

  @Test("Waiting captures come in order of arrival")
  func order() async throws {
    let entries = (0..<20).map { _ in Desk.entry() }
    for entry in entries { _ = try await desk.store.accept([entry]) }
    #expect(try desk.store.pendingInbox() == entries.map(\.id))
    #expect(try desk.store.pendingInbox(limit: 3) == entries.prefix(3).map(\.id))
  }

  @Test("Concurrent captures share transactions")
  func groupCommit() async throws {
    let store = desk.store
    _ = try await store.accept([Desk.entry()])
    let before = try walFrames()
    try await withThrowingTaskGroup { group in
      for _ in 0..<200 { group.addTask { _ = try await store.accept([Desk.entry()]) } }
      try await group.waitForAll()
    }
    #expect(try store.pendingInbox().count == 201)
    #expect(try walFrames() - before < 200 * 6, "one transaction a capture would write each index page anew for each of them")
  }

  @Test("A write that fails does not take those in its transaction with it")
  func oneFails() async throws {
    let store = desk.store
    let entry = try await desk.arrive()
    let results = await withTaskGroup(of: Bool.self) { group in
      for index in 0..<30 {
        let settlement = Settlement(entry: index == 7 ? entry.id : PassID(), site: Desk.site, capturedAt: Desk.noon)
        group.addTask { (try? await store.settle(settlement)) != nil }
        group.addTask { (try? await store.accept([Desk.entry()])) != nil }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(results.filter { $0 }.count == 31)
    #expect(try store.pendingInbox().count == 30)
  }

  /// Pages in the write-ahead log.
  private func walFrames() throws -> Int {
    try Data(contentsOf: desk.folder.appending(path: "gantry.sqlite-wal")).count / 4096
  }
}
