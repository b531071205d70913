import Foundation
import Logging
import Storage
import Synchronization
import Testing
import TransparencyLog

@testable import Office

@Suite("The public log in shards of a year")
final class PublicLogTests: Sendable {
  private static let newYear = Date(timeIntervalSince1970: 1_798_761_600)  // 2027-01-01
  private let folder = FileManager.default.temporaryDirectory.appending(path: "public-log-\(UUID().uuidString)", directoryHint: .isDirectory)
  private let signer: NoteSigner
  private let clock = Mutex(PublicLogTests.newYear - 3600)

  init() throws { signer = try NoteSigner(name: "gantry.test/audit", kind: .log) }

  deinit { try? FileManager.default.removeItem(at: folder) }

  private func open(awaitsWitnesses: Bool = false) throws -> PublicLog {
    try PublicLog(
      folder: folder, signer: signer, awaitsWitnesses: awaitsWitnesses, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
      now: { self.clock.withLock { $0 } })
  }

  private func entry(_ number: Int) throws -> LogEntry { try LogEntry(.exportMade, at: clock.withLock { $0 }, ["number": .number(number)]) }

  private func pass(to instant: Date) { clock.withLock { $0 = instant } }

  private func kinds(_ log: TransparencyLog) async throws -> [LogEntry.Kind] {
    try await log.entries(0..<log.checkpoint.size).map { try LogEntry(bytes: $0).kind }
  }

  @Test("goes over into the next year with its first entry, and the new shard names the last state of the old one")
  func newYear() async throws {
    let log = try open()
    #expect(try await log.append(entry(0)) == 0)
    #expect(try await log.append(entry(1)) == 1)
    let old = await log.current
    #expect(old.key.name == "gantry.test/audit/2026")
    pass(to: Self.newYear)
    // Many at the same moment make one new shard.
    try await withThrowingTaskGroup(of: LogPlace.self) { group in
      for number in 2..<12 { group.addTask { try await log.add(self.entry(number)) } }
      for try await place in group { #expect(place.shard == "2027" && place.index > 0) }
    }
    let shards = await log.shards()
    #expect(shards.map(\.origin) == ["gantry.test/audit/2026", "gantry.test/audit/2027"])
    #expect(try await kinds(old) == [.exportMade, .exportMade, .shardClosed])
    let first = try LogEntry(bytes: try await shards[1].log.entries(0..<1)[0])
    let state = await old.checkpoint
    #expect(
      first.kind == .shardOpened && first.fields["previous"] == .text(state.origin) && first.fields["size"] == .number(3)
        && first.fields["root"] == .bytes(state.root.bytes))
    #expect(try await log.entries(since: .distantPast).count == 14)
    #expect(try await log.entries(since: Self.newYear).count == 12)
    let last = try await log.loggedEntries(after: LogPlace(shard: "2026", index: 1))
    #expect(last.count == 12 && last[0].place == LogPlace(shard: "2026", index: 2))
    #expect(try await log.proof(at: last[5].place).inclusion.index == last[5].place.index)
  }

  @Test("entries that were on their way stand before the end of the old year")
  func underWay() async throws {
    let log = try open()
    async let early = log.add(entry(0))
    while await log.isQuiet { await Task.yield() }
    pass(to: Self.newYear)
    let late = try await log.add(entry(1))
    #expect(try await early == LogPlace(shard: "2026", index: 0) && late == LogPlace(shard: "2027", index: 1))
  }

  @Test("goes the rest of the way wherever a crash stopped it")
  func crashes() async throws {
    do {
      let log = try open()
      _ = try await log.append(entry(0))
      // As if the power had gone after the old shard was closed.
      _ = try await log.current.append(LogEntry(.shardClosed, at: Self.newYear, ["next": .text("gantry.test/audit/2027")]))
    }
    pass(to: Self.newYear + 60)
    do {
      let log = try open()
      #expect(try await log.append(entry(1)) == 1)
      #expect(try await kinds(await log.shards()[0].log) == [.exportMade, .shardClosed])
    }
    // And after the new one's folder was made.
    try FileManager.default.removeItem(at: folder.appending(path: "2027"))
    try FileManager.default.createDirectory(at: folder.appending(path: "2027"), withIntermediateDirectories: true)
    let log = try open()
    #expect(try await log.append(entry(2)) == 1)
    #expect(try await kinds(await log.current) == [.shardOpened, .exportMade])
  }

  @Test("a log from before there were years goes on under its name until its year is over")
  func before() async throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    do {
      let log = try TransparencyLog(opening: LogFolder(folder), signer: signer, pooling: .zero)
      _ = try await log.append(entry(0))
    }
    do {
      let log = try open()
      #expect(try await log.add(entry(1)) == LogPlace(shard: LogShard.firstName, index: 1))
    }
    #expect(try LogKeyFile.keys(of: signer, in: folder, at: Self.newYear - 1).map(\.name) == ["", "/2026", "/2027"].map { "gantry.test/audit\($0)" })
    pass(to: Self.newYear)
    let log = try open()
    #expect(try await log.add(entry(2)) == LogPlace(shard: "2027", index: 1))
    #expect(await log.shards().map(\.name) == ["first", "2027"])
    // A clock that was set back makes no shard of an earlier year.
    pass(to: Self.newYear - 60)
    #expect(try await log.add(entry(3)).shard == "2027")
  }

  @Test("a warrant is proven from the shard it stands in, once that is published, and entered once")
  func warrants() async throws {
    let log = try open(awaitsWitnesses: true)
    let commitment = Data(repeating: 7, count: 32)
    let request = WarrantEntry(
      .requested, at: Self.newYear - 3600,
      ["commitment": .bytes(commitment), "requesterKey": .text("4F3A"), "sizeClass": .number(1), "unsealBy": .text("2027-02-01T00:00:00Z")])
    try await log.append(request)
    await #expect(throws: TransparencyFault.noQuorum) { try await log.proof(of: commitment, since: 0) }
    let shard = await log.current
    try await shard.publish(await shard.signedCheckpoint)
    let proof = try await log.proof(of: commitment, since: 0)
    pass(to: Self.newYear)
    _ = try await log.append(entry(1))
    try await log.append(request)
    #expect(try await log.origin(of: commitment) == "gantry.test/audit/2026")
    #expect(try await log.proof(of: commitment, since: 0) == proof)
    #expect(try await kinds(shard) == [.warrantRequested, .shardClosed])
    await #expect(throws: TransparencyFault.self) { try await log.origin(of: Data(count: 32)) }
  }

  @Test("keys of shards differ in name and ID, and one policy knows them all")
  func keys() throws {
    let keys = try LogKeyFile.keys(of: signer, in: folder, at: Self.newYear)
    #expect(keys.map(\.name) == ["gantry.test/audit/2027", "gantry.test/audit/2028"] && keys[0].id != keys[1].id)
    let policy = try WitnessPolicy(text: keys.map { "log \($0.text)\n" }.joined() + "quorum none\n")
    #expect(policy.logs.map(\.key) == keys)
  }
}
