import Crypto
import Foundation
import Storage
import Synchronization
import Testing
import TransparencyLog
import Witnessing

@testable import Office

@Suite("The witnesses of the server's log")
struct WitnessRoundsTests {
  /// A way to a witness in this process.
  private struct Way: WitnessWay {
    let witness: Witness

    func addCheckpoint(_ body: Data) async throws -> WitnessAnswer { await witness.answer(to: body, now: Date()) }

    func checkpoint(of origin: String) async throws -> Data? {
      try await witness.checkpoint(originHash: Data(SHA256.hash(data: Data(origin.utf8))).map { String(format: "%02x", $0) }.joined())
    }
  }

  /// A log with its two witnesses, and a clock that can be set.
  private final class Yard: Sendable {
    let folder: URL
    let signer: NoteSigner
    let witnesses: WitnessPolicyFile
    let ways: [String: any WitnessWay]
    let board = WitnessBoard()
    private let clock: Mutex<Date>

    /// - Parameter start: without it, the last seconds of 2026 in UTC.
    init(at start: Date = Date(timeIntervalSince1970: 1_798_761_590)) throws {
      clock = Mutex(start)
      let folder = FileManager.default.temporaryDirectory.appending(path: "rounds-\(UUID().uuidString)", directoryHint: .isDirectory)
      self.folder = folder
      let signer = try NoteSigner(name: "gantry.example/audit", kind: .log)
      let logs = try [2026, 2027].map { try NoteSigner(name: "gantry.example/audit/\($0)", kind: .log, seed: signer.seed).key }
      var (lines, ways): (String, [String: any WitnessWay]) = ("", [:])
      for name in ["a", "b"] {
        let own = WitnessFolder(folder.appending(path: name, directoryHint: .isDirectory))
        lines += "witness \(name) \(try own.create(name: "witness.example/\(name)", logs: logs).text) http://127.0.0.1:1\n"
        ways[name] = Way(witness: try own.open())
      }
      witnesses = try WitnessPolicyFile(text: "\(lines)group both all a b\nquorum both\n", name: "witnesses.txt")
      (self.signer, self.ways) = (signer, ways)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    var now: Date { clock.withLock { $0 } }
    func advance(by seconds: TimeInterval) { clock.withLock { $0 += seconds } }

    func log(_ name: String = "log") throws -> PublicLog {
      try PublicLog(
        folder: folder.appending(path: name), signer: signer, awaitsWitnesses: true, logger: WarrantCity.quiet, now: { [self] in now })
    }

    func rounds(_ log: PublicLog, ways: [String: any WitnessWay]? = nil) -> WitnessRounds {
      WitnessRounds(
        log, witnesses: witnesses, ways: ways ?? self.ways, alarms: AlarmFolder(folder.appending(path: "alarms")), board: board,
        logger: WarrantCity.quiet, now: { [self] in now })
    }
  }

  private func entry(_ yard: Yard) throws -> LogEntry { try LogEntry(.custodyOK, at: yard.now, ["holder": .text(UUID().uuidString)]) }

  @Test("publishes the shard that is written, and the one before with what was left of it")
  func shards() async throws {
    let yard = try Yard()
    let log = try yard.log()
    let rounds = yard.rounds(log)
    _ = try await log.append(entry(yard))
    try await rounds.turn()
    _ = try await log.append(entry(yard))
    yard.advance(by: 60)
    _ = try await log.append(entry(yard))
    #expect(await log.shards().map(\.name) == ["2026", "2027"])
    for _ in 0..<2 { try await rounds.turn() }
    for shard in await log.shards() {
      #expect(try await shard.publishedSize == shard.size)
      let policy = try yard.witnesses.policy(for: shard.key)
      #expect(try policy.verify(await shard.log.publishedCheckpoint).witnessTimes.count == 2)
    }
    #expect(!yard.board.isForked && yard.board.waitingSince(at: yard.now + 3600) == nil)
    // Started again, only the shard that is written is shown once more.
    let kept = await log.shards()[0].log.publishedCheckpoint
    try await yard.rounds(log).turn()
    #expect(await log.shards()[0].log.publishedCheckpoint == kept)
  }

  @Test("the board says since when the log waits, and that it shows two faces; the dashboard tells everybody")
  func board() async throws {
    let yard = try Yard(at: WarrantCity.start)
    do {
      let log = try yard.log()
      _ = try await log.append(entry(yard))
      let alone = yard.rounds(log, ways: ["a": try #require(yard.ways["a"])])
      try await alone.turn()
      let since = yard.now
      yard.advance(by: 130)
      #expect(yard.board.waitingSince(at: yard.now) == since && yard.board.waitingSince(at: since + 60) == nil)
      var figures = OverviewFigures()
      #expect(OverviewPage.Attention.log(figures, now: yard.now).isEmpty)
      figures.logWaitingSince = since
      let told = OverviewPage.Attention.log(figures, now: yard.now)
      #expect(told.map(\.text) == ["Too few witnesses have signed the public log for 2 min: warrants wait"])
    }
    let other = try yard.log("other")
    for _ in 0..<2 { _ = try await other.append(entry(yard)) }
    try await yard.rounds(other).turn()
    #expect(yard.board.isForked)
    var figures = OverviewFigures()
    figures.isLogForked = true
    let told = OverviewPage.Attention.log(figures, now: yard.now)
    #expect(told.count == 1 && told[0].isBad && told[0].href == nil && told[0].text.contains("two faces"))
  }

  @Test("the configuration's file is read at the start, and its faults are told with key and line")
  func configuration() throws {
    let yard = try Yard()
    let file = yard.folder.appending(path: "witnesses.txt")
    let key = try NoteSigner(name: "witness.example/w", kind: .witness).key.text
    func read() throws -> Configuration {
      try Configuration(yaml: "transparency:\n  origin: gantry.example/audit\n  witnesses: witnesses.txt\n", name: "gantry.yaml", base: yard.folder)
    }
    try Data("witness w \(key) https://w.example\nquorum w\n".utf8).write(to: file)
    #expect(try read().transparency.awaitsWitnesses)
    try Data("witness w \(key) https://w.example\nquorum none\n".utf8).write(to: file)
    #expect(try !read().transparency.awaitsWitnesses)
    #expect(try !Configuration(yaml: "", name: "gantry.yaml", base: yard.folder).transparency.awaitsWitnesses)
    for (text, said) in [("witness w \(key)\nquorum w\n", "line 1"), ("\nquorum w\n", "line 2")] {
      try Data(text.utf8).write(to: file)
      let faults = #expect(throws: ConfigurationFaults.self) { try read() }
      let fault = try #require(faults?.faults.first)
      #expect(fault.key == "transparency.witnesses" && fault.line == 3 && fault.message.contains(said) && fault.message.contains(file.path))
    }
  }
}
