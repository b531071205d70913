import Access
import Enforcement
import Foundation
import Storage
import Testing
import Traffic
import TransparencyLog

@testable import Office

@Suite("Public page: figures")
struct PublicFiguresTests {
  private static func published(_ office: PublicOffice) async throws -> [LogEntry] {
    try await office.parts.log.entries(since: .distantPast).filter { $0.kind == .figuresPublished }
  }

  private static func sum(_ entries: [LogEntry]) -> PublishedCounts {
    var sum = PublishedCounts()
    for entry in entries { sum += PublishedCounts(fields: entry.fields) }
    return sum
  }

  @Test("entries add up to what was counted, each begins where the last one ended, and a new start counts nothing twice")
  func addUp() async throws {
    let office = try PublicOffice()
    _ = try await office.notice()
    await office.clerk.publish()
    office.pages.advance(by: 100)
    _ = try await office.pages.openCase(plate: "01B777BB")
    // Another clerk knows nothing but the log, as after a start.
    let next = FiguresClerk(parts: office.parts)
    await next.publish()
    office.pages.advance(by: 100)
    await next.publish()
    let entries = try await Self.published(office)
    #expect(entries.count == 3)
    for (before, after) in zip(entries, entries.dropFirst()) { #expect(before.fields["to"] == after.fields["from"]) }
    let sum = Self.sum(entries)
    #expect(sum[.vehicles] == 2)
    #expect(sum[.cases] == 2)
    #expect(sum[.reviews] == 2 && sum[.approved] == 1 && sum[.notices] == 1 && sum[.rejected] == 0)
    #expect(sum[.platesConfirmed] == 1 && sum[.platesCorrected] == 0)
    #expect(sum[.casesByKind] == ["red-light": 2])
    #expect(Self.sum([entries[2]]) == PublishedCounts())
  }

  @Test("rejections count by reason and camera, corrections as misread plates, decided hits by what they were")
  func decisions() async throws {
    let office = try PublicOffice()
    let opened = try await office.pages.openCase()
    let now = office.parts.now()
    let reviewer = Reviewer(Person(name: "One", roles: [.officer], createdAt: now))
    try await office.parts.store.change(opened.id, expecting: .queued) { try $0.reject(by: reviewer, reason: .blurred, note: nil, at: now) }
    let other = try await office.pages.openCase(plate: "01B777BB")
    let corrected = try #require(Plate(reading: "01B771BB"))
    for name in ["Two", "Three"] {
      let file = try #require(try await office.parts.store.case(other.id))
      let reviewer = Reviewer(Person(name: name, roles: [.officer], createdAt: now))
      try await office.parts.store.change(other.id, expecting: file.state) { try $0.approve(by: reviewer, plate: corrected, at: now) }
    }
    await office.clerk.publish()
    let sum = Self.sum(try await Self.published(office))
    #expect(sum[.rejected] == 1 && sum[.rejectedByReason] == ["blurred": 1])
    #expect(sum[.rejectedByCamera] == ["reads": 1] && sum[.approvedByCamera] == ["reads": 1])
    #expect(sum[.platesConfirmed] == 0 && sum[.platesCorrected] == 1)
    #expect(sum[.reviews] == 3)
  }

  @Test("an entry is due when its time is over, and the first at once")
  func due() async throws {
    let office = try PublicOffice { $0.transparency.figures = .seconds(60) }
    await office.clerk.publishIfDue()
    await office.clerk.publishIfDue()
    office.pages.advance(by: 59)
    await office.clerk.publishIfDue()
    #expect(try await Self.published(office).count == 1)
    office.pages.advance(by: 1)
    await office.clerk.publishIfDue()
    #expect(try await Self.published(office).count == 2)
  }

  @Test("what is more than an entry holds follows with the next one")
  func longEntries() {
    var counted = PublishedCounts()
    let cameras = Dictionary(uniqueKeysWithValues: (0..<700).map { ("camera-\($0)", CanonicalJSON.number(2)) })
    counted += PublishedCounts(fields: ["rejectedByCamera": .object(cameras)])
    var published = PublishedCounts()
    for size in [500, 200, 0] {
      let rest = counted.unpublished(after: published)
      #expect(rest[.rejectedByCamera].count == size)
      published += rest
    }
    #expect(published[.rejectedByCamera] == counted[.rejectedByCamera])
  }

  @Test("a store that was put back takes nothing back")
  func putBack() {
    let published = PublishedCounts(fields: ["vehicles": .number(10), "casesByKind": .object(["speed": .number(3)])])
    let counted = PublishedCounts(fields: ["vehicles": .number(4), "cases": .number(1)])
    #expect(counted.isBehind(published))
    let rest = counted.unpublished(after: published)
    #expect(rest[.vehicles] == 0 && rest[.cases] == 1)
    #expect(PublishedCounts(fields: rest.fields) == PublishedCounts(fields: ["cases": .number(1)]))
  }

  @Test("fields that are no counts count nothing")
  func nonsense() {
    let fields: [String: CanonicalJSON] = [
      "vehicles": .text("7"), "hits": .number(-1), "casesByKind": .list([]), "rejectedByReason": .object(["x": .text("y")]),
    ]
    #expect(PublishedCounts(fields: fields) == PublishedCounts())
  }

  @Test("the ledger makes the same figures of the same entries, however often it is asked, and the last 30 days end with the newest entry")
  func ledger() async throws {
    let office = try PublicOffice()
    let now = office.parts.now()
    let log = office.parts.log
    let (long, ago) = ((now - 41 * 86_400).secondText, (now - 40 * 86_400).secondText)
    await log.note(.figuresPublished, at: now - 40 * 86_400, ["from": .text(long), "to": .text(ago), "vehicles": .number(5)])
    let span: [String: CanonicalJSON] = ["from": .text((now - 60).secondText), "to": .text(now.secondText)]
    await log.note(.figuresPublished, at: now, span.merging(["vehicles": .number(7), "cameras": .number(3)]) { $1 })
    for holder in ["server", "court"] { await log.note(.dayDestroyed, at: now, ["by": .text(holder), "day": .text("2026-10-20")]) }
    let search: [String: CanonicalJSON] = ["role": .text("investigator"), "unit": .text("homicide"), "purpose": .text("investigation")]
    await log.note(.auditRecorded, at: now, search.merging(["offence": .text("theft"), "outcome": .text("refused")]) { $1 })
    await log.note(.auditRecorded, at: now, ["role": .text("officer"), "purpose": .text("enforcement"), "outcome": .text("done")])
    let ledger = PublicLedger(log: log)
    let states = try await withThrowingTaskGroup(of: PublicLedger.State.self) { group in
      for _ in 0..<8 { group.addTask { try await ledger.current() } }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    for state in states {
      #expect(state.size == 6 && state.tally.entryCount == 6)
      let recent = state.tally.recent
      #expect(recent.counts[.vehicles] == 7)
      #expect(recent.destroyedDays == ["2026-10-20"])
      #expect(recent.searches == 1 && recent.uses.count == 2)
      #expect(recent.uses.first { $0.key.isSearch }?.value == SearchCount(count: 1, refused: 1))
      #expect(state.tally.facts?.cameras == 3)
    }
    #expect(states[0].tally.recentDays.count == 30)
  }
}
