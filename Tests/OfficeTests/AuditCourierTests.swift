import Access
import Foundation
import Storage
import Testing
import TransparencyLog

@testable import Office

@Suite("Audit: the way into the public log")
struct AuditCourierTests {
  private static func record(_ number: Int) -> AuditRecord {
    AuditRecord(
      at: TestOffice.now + Double(number), actor: .console("root"), organisation: "x", act: .consultation, subject: .people, reference: "\(number)",
      source: "console")
  }

  private static func numbers(_ office: TestOffice) async throws -> [Int] {
    try await office.parts.log.entries(since: .distantPast).compactMap { entry in
      if case .number(let number)? = entry.fields["number"] { number } else { nil }
    }
  }

  @Test("Everything that waits is carried, in its order, and each record knows its place")
  func carries() async throws {
    let office = try TestOffice()
    let waiting = try office.parts.store.outbox(limit: 1000).count
    for number in 0..<450 { try office.parts.store.put(Self.record(number)) }
    #expect(await LogCourier(office.parts).turn())
    #expect(try office.parts.store.outbox().isEmpty)
    #expect(try await Self.numbers(office) == Array(1...(450 + waiting)))
    for sequence in [1, 200, 201, 450] {
      let entry = try #require(try office.parts.store.auditEntry(sequence))
      guard case .included(let place, _, let proof) = await office.parts.log.proof(of: entry) else {
        Issue.record("record \(sequence) is not in the log")
        continue
      }
      #expect(place == entry.place && proof.inclusion.index == place.index)
    }
  }

  @Test("What reached the log before a crash is not carried twice, and is taken off")
  func afterCrash() async throws {
    let office = try TestOffice()
    for number in 0..<5 { try office.parts.store.put(Self.record(number)) }
    let waiting = try office.parts.store.outbox(limit: 1000)
    // The courier of the last run came this far: all but the last one are in the log, and nothing is taken off.
    for each in waiting.dropLast() { _ = try await office.parts.log.add(each.entry) }
    #expect(await LogCourier(office.parts).turn())
    #expect(try await Self.numbers(office) == waiting.map(\.number))
    #expect(try office.parts.store.outbox().isEmpty)
    #expect(try office.parts.store.auditEntries().allSatisfy { $0.place != nil })
  }

  @Test("A record that is not what was committed to is found out, and one that waits is said to wait")
  func broken() async throws {
    let office = try TestOffice()
    try office.parts.store.put(Self.record(0))
    try office.parts.store.put(Self.record(1))
    let early = try #require(try office.parts.store.auditEntry(1))
    let proof = await office.parts.log.proof(of: early)
    if case .waiting = proof {} else { Issue.record("it is said to be in the log already") }
    #expect(await LogCourier(office.parts).turn())
    let (first, second) = (try #require(try office.parts.store.auditEntry(1)), try #require(try office.parts.store.auditEntry(2)))
    let places = (first.place, second.place)
    try office.parts.store.tookIntoLog([first.number: try #require(places.1), second.number: AuditPlace(shard: "1999", index: 0)])
    for sequence in [1, 2] {
      let entry = try #require(try office.parts.store.auditEntry(sequence))
      guard case .broken = await office.parts.log.proof(of: entry) else {
        Issue.record("record \(sequence) is believed")
        continue
      }
    }
  }

  @Test("The program and its configuration are told at the first start, and again when they changed")
  func news() async throws {
    let office = try TestOffice()
    let program = office.folder.appending(path: "program")
    var parts = office.parts
    func start() throws -> [LogEntry.Kind] {
      let before = try parts.store.outbox(limit: 1000).count
      InstallationNews(parts: parts, program: program).tell()
      return try parts.store.outbox(limit: 1000).dropFirst(before).map(\.entry.kind)
    }
    try Data("one".utf8).write(to: program)
    #expect(try start() == [.softwareVersion, .configurationChanged])
    #expect(try start() == [])
    try Data("two".utf8).write(to: program)
    #expect(try start() == [.softwareVersion])
    parts.configuration.fileHash = Data([1])
    #expect(try start() == [.configurationChanged])
  }
}
