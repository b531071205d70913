import Foundation
import Testing
import Traffic

@testable import Storage

@Suite("Retention")
struct RetentionTests {
  let desk: Desk
  let later = Desk.noon + 3600
  let never = Date(timeIntervalSince1970: 0)

  init() throws { desk = try Desk() }

  @Test("A rejected case loses its pictures; an open one of the same body keeps them")
  func rejected() async throws {
    let entry = try await desk.arrive(Desk.entry(body: Desk.bytes(50_000)))
    let pass = Desk.pass(entry.id)
    let evidence = Evidence(items: [Desk.item(entry.object)])
    let cases = try await desk.store.settle(
      desk.settlement(
        entry, pass, cases: [Desk.newCase(pass, state: .rejected, evidence: evidence), Desk.newCase(pass, .speed, evidence: evidence)], keep: true))
    try await desk.store.expire(rejectedBefore: later, unparsedBefore: never)
    let rejected = try #require(try await desk.store.case(cases[0].id))
    #expect(rejected.evidence.items.isEmpty)
    #expect(rejected.timeline.last?.what.contains("destroyed") == true)
    #expect(try desk.store.object(entry.object).count == 50_000)
    _ = try await desk.store.change(cases[1].id, expecting: .queued) { changed in
      changed.state = .rejected
      changed.timeline.append(Case.Event(at: Desk.noon, what: "Rejected", state: .rejected))
    }
    #expect(try await desk.store.expire(rejectedBefore: later, unparsedBefore: never) == 1)
    #expect(desk.objectFiles.isEmpty)
    #expect(try await desk.store.expire(rejectedBefore: later, unparsedBefore: never) == 0)
  }

  @Test("The time counts from the rejection, not from the opening")
  func fromRejection() async throws {
    let opened = try await desk.openCase()
    _ = try await desk.store.change(opened.id, expecting: .queued) { changed in
      changed.state = .rejected
      changed.timeline.append(Case.Event(at: later, what: "Rejected", state: .rejected))
    }
    #expect(try await desk.store.expire(rejectedBefore: later, unparsedBefore: never) == 0)
    #expect(try await desk.store.expire(rejectedBefore: later + 1, unparsedBefore: never) == 1)
  }

  @Test("Dismissed hits go, confirmed and open ones stay")
  func hits() async throws {
    var hits: [Hit] = []
    for _ in 0..<3 {
      let entry = try await desk.arrive(Desk.entry(body: Desk.bytes(20_000)))
      hits.append(Desk.hit(Desk.pass(entry.id)))
      try await desk.store.settle(desk.settlement(entry, hits.last!.pass, hits: [hits.last!], keep: true))
    }
    try desk.store.decideHit(hits[0].id, .misread, by: "x", note: nil, at: Desk.noon)
    try desk.store.decideHit(hits[1].id, .confirmed, by: "x", note: nil, at: Desk.noon)
    #expect(try await desk.store.expire(rejectedBefore: later, unparsedBefore: never) == 1)
    #expect(try desk.store.hits(openOnly: false).map(\.id) == [hits[2].id, hits[1].id])
    #expect(desk.objectFiles.count == 2)
  }

  @Test("Unparsed bodies are kept until they are dismissed or their time is over")
  func unparsed() async throws {
    let store = desk.store
    var ids: [UUID] = []
    for seed in 0..<3 {
      ids.append(try await store.quarantine(
        camera: Desk.camera, contentType: "text/xml", reason: "malformedXML", body: Desk.bytes(20_000, seed: UInt64(seed + 1)), at: Desk.noon + Double(seed)))
    }
    #expect(try store.unparsed().map(\.id) == ids.reversed())
    #expect(try store.unparsed(limit: 5, after: ids[1]).map(\.id) == [ids[0]])
    #expect(try store.unparsedBody(ids[1]) == Desk.bytes(20_000, seed: 2))
    #expect(try store.unparsed(ids[1])?.reason == "malformedXML")
    try store.dismissUnparsed(ids[1], by: "Officer", reason: "test body", at: Desk.noon)
    #expect(throws: StorageFault.notFound("This body")) { try store.unparsedBody(ids[1]) }
    #expect(throws: StorageFault.notFound("This body")) { try store.dismissUnparsed(ids[1], by: "x", reason: "y", at: Desk.noon) }
    #expect(try store.unparsedCount() == 2)
    #expect(desk.objectFiles.count == 2)
    try await store.expire(rejectedBefore: never, unparsedBefore: Desk.noon + 2)
    #expect(try store.unparsed().map(\.id) == [ids[2]])
    #expect(desk.objectFiles.count == 1)
  }

  @Test("An acknowledged capture that cannot be settled moves to the unparsed queue, body and all")
  func moved() async throws {
    let entry = try await desk.arrive(Desk.entry(body: Desk.bytes(20_000)))
    let id = try await desk.store.quarantine(entry, reason: "camera gone", at: Desk.noon)
    #expect(try desk.store.pendingInbox().isEmpty)
    #expect(try desk.store.unparsedBody(id) == entry.body)
    await #expect(throws: StorageFault.self) { try await desk.store.quarantine(entry, reason: "again", at: Desk.noon) }
    #expect(try desk.store.unparsedCount() == 1)
  }

  @Test("Counters outlive what they counted")
  func statistics() async throws {
    _ = try await desk.openCase(.speed)
    _ = try await desk.openCase(.speed, at: later)
    let entry = try await desk.arrive()
    try await desk.store.settle(desk.settlement(entry, Desk.pass(entry.id)))
    try await desk.store.expire(rejectedBefore: .distantFuture, unparsedBefore: .distantFuture)
    let end = later + 1
    #expect(try desk.store.series([.pass], from: Desk.noon, to: end, by: .hour).map(\.count) == [2, 1])
    #expect(try desk.store.series([.pass], from: Desk.noon, to: end, by: .hour).map(\.hour) == [Desk.noon, later])
    #expect(try desk.store.series(StatisticKind.violations, from: Desk.noon, to: end, by: .kind).map(\.kind?.violation) == [.speed])
    #expect(try desk.store.series([.pass], from: Desk.noon, to: end, by: .site).map(\.site) == [Desk.site])
    #expect(try desk.store.series([.pass], from: Desk.noon, to: Desk.noon, by: .camera).isEmpty)
    #expect(try desk.store.series([.pass], from: later, to: end, by: .camera).map(\.count) == [1])
  }
}
