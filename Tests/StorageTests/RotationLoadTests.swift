import Enforcement
import Foundation
import Synchronization
import Testing
import Traffic

@testable import Storage

@Suite("Rotating the server's key under load", .serialized)
final class RotationLoadTests: Sendable {
  let desk: Desk

  init() throws { desk = try Desk() }

  /// What the people and cameras beside a rotation did.
  private struct Log {
    var isOver = false
    var opened: [CaseID] = []
    var lookUps = 0
    var faults: [String] = []
  }

  private let log = Mutex(Log())

  @Test("Nobody notices: what is written meanwhile is under the new key, what is looked up is found, nothing fails")
  func underLoad() async throws {
    try await Inventory.fill(desk)
    let before = try await Inventory(of: desk.store)
    let old = desk.keys.ring.current
    // The server, with keys that it has read for itself; the rotation is another process's.
    let server = try desk.anotherStore()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<3 { group.addTask { await self.repeating { try await self.capture(server) } } }
      for _ in 0..<2 { group.addTask { await self.repeating { try await self.lookUp(server) } } }
      group.addTask { await self.repeating { try self.administer(server) } }
      group.addTask {
        for _ in 0..<3 { try await self.desk.store.rotateKeys() }
        self.log.withLock { $0.isOver = true }
      }
      try await group.waitForAll()
    }
    let log = log.withLock { $0 }
    #expect(log.faults.isEmpty, "\(log.faults.prefix(3))")
    #expect(log.opened.count > 10 && log.lookUps > 30)
    #expect(try KeyThief(folder: desk.folder, key: old).openings() == 0)
    #expect(try KeyThief(folder: desk.folder, key: desk.keys.ring.current).openings() > 300)
    #expect(try desk.keys.file.read().map(\.id) == [4])
    let after = try desk.anotherStore()
    for id in log.opened {
      let opened = try #require(try await after.case(id))
      #expect(try after.object(opened.evidence.items[0].object).count == 30_000)
    }
    let all = try await Inventory(of: after)
    #expect(before.cases.allSatisfy(all.cases.contains) && all.notices == before.notices && all.people == before.people)
  }

  private func repeating(_ work: () async throws -> Void) async {
    while !log.withLock({ $0.isOver }) {
      do { try await work() } catch { log.withLock { $0.faults.append("\(error)") } }
      await Task.yield()
    }
  }

  /// A camera sends, twice; the judge opens a case; an officer looks at it.
  private func capture(_ server: Store) async throws {
    let entry = Desk.entry(body: Desk.bytes(30_000))
    let picture = try server.putObject(Desk.bytes(30_000, seed: 4))
    _ = try await server.accept([entry])
    let waiting = try #require(try server.inboxEntry(entry.id))
    let pass = Desk.pass(entry.id)
    let evidence = Evidence(items: [Desk.item(waiting.object), Desk.item(picture.id)])
    let opened = try await server.settle(
      desk.settlement(waiting, pass, cases: [Desk.newCase(pass, evidence: evidence)], keep: true, newObjects: [picture]))[0]
    let again = Desk.entry(entry.vendorKey, body: entry.body)
    if try await server.accept([again]).map(\.isRepeat) != [true] { fault("a repeat was not known") }
    try await server.change(opened.id, expecting: .queued) { $0.state = .firstReview }
    log.withLock { $0.opened.append(opened.id) }
  }

  private func lookUp(_ server: Store) async throws {
    if try await server.vehicle(with: Inventory.plate)?.keeperName != "The keeper" { fault("a vehicle was not found") }
    if try await server.cases(of: Inventory.plate).count != 4 { fault("a plate's cases were not found") }
    if try server.notices().count != 2 { fault("a notice was not found") }
    log.withLock { $0.lookUps += 1 }
  }

  private func administer(_ server: Store) throws {
    for site in try server.sites() { try server.save(site) }
    try server.replaceHotlist("stolen", with: try server.hotlist())
    if try server.stream(of: CameraID(unchecked: "tas-014-v")) == nil { fault("a stream's address was lost") }
  }

  private func fault(_ what: String) { log.withLock { $0.faults.append(what) } }
}
