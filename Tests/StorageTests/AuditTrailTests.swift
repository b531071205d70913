import Access
import Foundation
import Testing

@testable import Storage

@Suite("Acts and their records")
struct AuditTrailTests {
  struct Unlucky: Error {}

  let desk: Desk
  let trail = AuditTrail(AuditDesk.record(.alteration, .person))

  init() throws { desk = try Desk() }

  @Test("What is written enters the record of the act, once, with what was learned until then")
  func once() async throws {
    trail.note { $0.detail = "added" }
    let person = Person(name: "Somebody", roles: [.officer], createdAt: Desk.noon)
    try await AuditTrail.$current.withValue(trail) {
      try await desk.store.add(person)
      trail.note { $0.detail = "too late" }
      try await desk.store.saveLink(hash: Desk.bytes(32), person: person.id, expiresAt: Desk.noon)
    }
    #expect(trail.isEntered)
    #expect(try desk.store.auditEntries().map(\.record.detail) == ["added"])
  }

  @Test("Captures that share a transaction with an act do not take its record for theirs")
  func sharedTransaction() async throws {
    let camera = Desk.camera
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await AuditTrail.$current.withValue(trail) { try await desk.store.count(PassTally()) } }
      for _ in 0..<5 { group.addTask { try await desk.store.noteHeartbeat(of: camera, at: Desk.noon) } }
      try await group.waitForAll()
    }
    try await AuditTrail.$current.withValue(trail) { try await desk.store.commit { _ in } }
    #expect(try desk.store.auditCount(AuditQuery()) == 1)
  }

  @Test("An act that fails leaves no record of having been done, and the trail is open for one that says so")
  func failure() async throws {
    #expect(throws: Unlucky.self) { try AuditTrail.$current.withValue(trail) { try desk.store.write { _ in throw Unlucky() } } }
    await #expect(throws: (any Error).self) { try await AuditTrail.$current.withValue(trail) { try await desk.store.commit { _ in throw Unlucky() } } }
    await #expect(throws: StorageFault.notFound("This person")) {
      try await AuditTrail.$current.withValue(trail) { try await desk.store.update(AuditDesk.officer) }
    }
    #expect(!trail.isEntered)
    #expect(try desk.store.auditEntries().isEmpty && desk.store.outbox().isEmpty)
  }

  @Test("Without a trail nothing is recorded")
  func withoutTrail() async throws {
    try await desk.store.add(AuditDesk.officer)
    #expect(try desk.store.auditEntries().isEmpty)
  }
}
