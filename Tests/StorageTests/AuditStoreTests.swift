import Access
import Foundation
import GRDB
import Testing
import TransparencyLog

@testable import Storage

@Suite("Keeping audit records")
struct AuditStoreTests {
  let desk: Desk

  init() throws { desk = try Desk() }

  @Test("A record is there as it was entered, waits for the log, and its commitment is that of its bytes")
  func enter() async throws {
    let record = AuditDesk.record()
    try await desk.store.enter(record)
    let entry = try #require(try desk.store.auditEntries().first)
    #expect(entry.record == record && entry.sequence == 1 && entry.place == nil && entry.opening.count == 32)
    let told = try #require(try desk.store.outbox().first)
    #expect(told.number == entry.number && told.entry.kind == .auditRecorded)
    #expect(told.entry.fields["commitment"] == .bytes(entry.commitment) && told.entry.fields["number"] == .number(entry.number))
    #expect(try AuditRecord(bytes: entry.bytes) == record)
    try desk.store.tookIntoLog([entry.number: AuditPlace(shard: "2026", index: 7)])
    #expect(try desk.store.auditEntry(1)?.place == AuditPlace(shard: "2026", index: 7))
    #expect(try desk.store.outbox().isEmpty)
  }

  @Test("Equal records have different commitments: nobody can try out what one says")
  func openings() async throws {
    for _ in 0..<3 { try await desk.store.enter(AuditDesk.record()) }
    #expect(Set(try desk.store.auditEntries().map(\.commitment)).count == 3)
  }

  @Test("Names, references and what was searched by stand in no file of the folder in clear")
  func atRest() async throws {
    try await desk.store.enter(AuditDesk.record())
    try desk.store.assess(1, AuditAssessment(verdict: .unclear, note: "Marginalia", by: "Auditrix", at: Desk.noon))
    try desk.store.sign(week: "2026-W47", AuditWeekReview(records: 1, refused: 0, note: "Scholion", by: "Auditrix", at: Desk.noon))
    let files = try desk.files.map { try Data(contentsOf: $0) }
    #expect(files.contains { $0.firstRange(of: Data("consultation".utf8)) != nil }, "where nothing is found anyway, nothing is proved")
    for secret in ["Nodira", "01A123BC", "G-2026-000123", "192.0.2.7", "Marginalia", "Scholion", "Auditrix"] {
      #expect(files.allSatisfy { $0.firstRange(of: Data(secret.utf8)) == nil }, "\(secret)")
    }
  }

  @Test("Filters narrow, alone and together")
  func filters() async throws {
    try await desk.store.enter(AuditDesk.record())
    try await desk.store.enter(AuditDesk.record(.alteration, .hotlist, by: .console("root"), at: Desk.noon + 10))
    try await desk.store.enter(AuditDesk.record(.consultation, .queue, at: Desk.noon + 20, outcome: .refused))
    func sequences(_ query: AuditQuery) throws -> [Int] {
      let found = try desk.store.auditEntries(query).map(\.sequence)
      #expect(try desk.store.auditCount(query) == found.count)
      return found
    }
    #expect(try sequences(AuditQuery()) == [3, 2, 1])
    #expect(try sequences(AuditQuery(who: .person(AuditDesk.officer.id))) == [3, 1])
    #expect(try sequences(AuditQuery(who: .console)) == [2])
    #expect(try sequences(AuditQuery(who: .person(UUID()))) == [])
    #expect(try sequences(AuditQuery(act: .consultation, outcome: .refused)) == [3])
    #expect(try sequences(AuditQuery(subject: .hotlist)) == [2])
    #expect(try sequences(AuditQuery(from: Desk.noon + 10, to: Desk.noon + 20)) == [2])
    #expect(try sequences(AuditQuery(act: .erasure)) == [])
  }

  @Test("Pages follow one another without a gap or a repeat, also where many records bear one time")
  func pages() async throws {
    for number in 0..<23 { try await desk.store.enter(AuditDesk.record(at: Desk.noon + Double(number / 7))) }
    var seen: [Int] = []
    while case let page = try desk.store.auditEntries(limit: 5, after: seen.last), !page.isEmpty { seen += page.map(\.sequence) }
    #expect(seen == Array((1...23).reversed()))
  }

  @Test("A sample holds looks of people in the span, not of the machine and not of auditors' own pages, and stays the same")
  func sample() async throws {
    for number in 0..<30 { try await desk.store.enter(AuditDesk.record(at: Desk.noon + Double(number))) }
    try await desk.store.enter(AuditDesk.record(.alteration))
    try await desk.store.enter(AuditDesk.record(by: .console("root")))
    try await desk.store.enter(AuditDesk.record(.consultation, .audit))
    try await desk.store.enter(AuditDesk.record(at: Desk.noon + 1000))
    let sample = try desk.store.auditSample(from: Desk.noon, to: Desk.noon + 100, count: 10)
    #expect(sample.count == 10 && Set(sample.map(\.sequence)).isSubset(of: Set(1...30)))
    #expect(try desk.store.auditSample(from: Desk.noon, to: Desk.noon + 100, count: 10) == sample)
    #expect(sample.map(\.sequence) != Array(1...10), "by lot, which is not by time")
    #expect(try desk.store.auditSample(from: Desk.noon, to: Desk.noon + 100, count: 1000).count == 30)
  }

  @Test("What is older than the time for keeping it is forgotten, with what auditors said of it")
  func forgetting() async throws {
    try await desk.store.enter(AuditDesk.record())
    try await desk.store.enter(AuditDesk.record(at: Desk.noon + 100))
    try desk.store.assess(1, AuditAssessment(verdict: .justified, note: nil, by: "x", at: Desk.noon))
    #expect(try desk.store.oldestAudit() == Desk.noon)
    #expect(try desk.store.forgetAudit(before: Desk.noon + 50) == 1)
    #expect(try desk.store.oldestAudit() == Desk.noon + 100)
    #expect(try desk.store.auditEntries().map(\.sequence) == [2])
    #expect(try desk.store.assessment(of: 1) == nil)
  }

  @Test("A week is signed once; an assessment can be changed; there is none of a record that there is not")
  func reviews() async throws {
    let review = AuditWeekReview(records: 1, refused: 0, note: nil, by: "x", at: Desk.noon)
    try desk.store.sign(week: "2026-W47", review)
    #expect(throws: StorageFault.changedMeanwhile("The review of this week")) { try desk.store.sign(week: "2026-W47", review) }
    #expect(try desk.store.review(ofWeek: "2026-W47") == review && desk.store.review(ofWeek: "2026-W46") == nil)
    try await desk.store.enter(AuditDesk.record())
    for verdict in [AuditAssessment.Verdict.unclear, .justified] {
      try desk.store.assess(1, AuditAssessment(verdict: verdict, note: "n", by: "x", at: Desk.noon))
    }
    #expect(try desk.store.assessment(of: 1)?.verdict == .justified)
    #expect(throws: StorageFault.notFound("This audit record")) {
      try desk.store.assess(2, AuditAssessment(verdict: .justified, note: nil, by: "x", at: Desk.noon))
    }
  }

  @Test("A record that was exchanged for another one's body does not open")
  func exchanged() async throws {
    for _ in 0..<2 { try await desk.store.enter(AuditDesk.record()) }
    try desk.store.write { db in try db.execute(sql: "UPDATE audit SET body = (SELECT body FROM audit WHERE sequence = 1) WHERE sequence = 2") }
    #expect(throws: StorageFault.damaged("A row of audit")) { try desk.store.auditEntry(2) }
  }
}
