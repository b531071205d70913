import Foundation
import Testing
import TransparencyLog

@testable import Witnessing

@Suite("Reading a watched log again")
struct PatrolTests {
  private struct Unreachable: Error {}

  /// Files in memory, of which one can be changed.
  private struct Files: LogReader {
    var all: [String: Data]
    func read(_ path: String) throws(TransparencyFault) -> Data? { all[path] }
  }

  private let watch: Watch
  private let folder: WitnessFolder

  init() throws {
    watch = try Watch()
    folder = try watch.witness()
  }

  private func patrol(_ fetch: @escaping @Sendable () async throws -> [FetchedShard]) -> LogPatrol {
    LogPatrol(logs: [watch.signer.key], findings: folder.findings, interval: .seconds(1), logger: Watch.quiet, now: { [watch] in watch.now }, fetch: fetch)
  }

  /// A log of some entries, as it is served.
  private func served() async throws -> Files {
    let log = try TransparencyLog(opening: LogFolder(watch.folder.appending(path: "log")), signer: watch.signer, pooling: .zero)
    try await log.grow(300)
    let reader = try LogFolderCopy(watch.folder.appending(path: "log"))
    var files = ["checkpoint": try #require(try reader.read("checkpoint"))]
    for path in PublishedLog.files(ofSize: 300) { files[path] = try reader.read(path) }
    return Files(all: files)
  }

  @Test("finds a changed byte in each of its files, says where, and keeps it")
  func changed() async throws {
    let whole = try await served()
    let sound = patrol { [FetchedShard(name: "1", reader: whole)] }
    #expect(await sound.turn())
    #expect(folder.findings.files().isEmpty)
    for (number, path) in whole.all.keys.sorted().enumerated() where path != "checkpoint" {
      var damaged = whole
      let middle = (damaged.all[path]?.count ?? 0) / 2
      damaged.all[path]?[middle] ^= 1
      watch.advance(by: 10)
      let reading = patrol { [damaged] in [FetchedShard(name: "1", reader: damaged)] }
      #expect(await reading.turn())
      let kept = folder.findings.files()
      #expect(kept.count == number, "\(path): one more file")
      #expect(try String(contentsOf: #require(kept.last), encoding: .utf8).contains("1/\(path)"))
    }
    #expect(try folder.records().findings == folder.findings.files())
  }

  @Test("a checkpoint that nobody signed is a finding; the same finding is kept once")
  func unsigned() async throws {
    var files = try await served()
    files.all["checkpoint"] = Data(String(decoding: files.all["checkpoint"] ?? Data(), as: UTF8.self).replacing("\n300\n", with: "\n299\n").utf8)
    let reading = patrol { [files] in [FetchedShard(name: "1", reader: files)] }
    for _ in 0..<3 {
      watch.advance(by: 10)
      #expect(await reading.turn())
    }
    #expect(folder.findings.files().count == 1)
  }

  @Test("a log that cannot be fetched is no finding, and is tried again sooner")
  func unreachable() async {
    let reading = patrol { throw Unreachable() }
    #expect(await !reading.turn())
    #expect(folder.findings.files().isEmpty)
  }

  @Test("a log that it does not watch is none of its affair")
  func stranger() async throws {
    let whole = try await served()
    let other = try NoteSigner(name: "another.example/log", kind: .log)
    let patrol = LogPatrol(
      logs: [other.key], findings: folder.findings, interval: .seconds(1), logger: Watch.quiet, now: { Date() },
      fetch: { [FetchedShard(name: "1", reader: whole)] })
    #expect(await patrol.turn())
    #expect(folder.findings.files().isEmpty)
  }
}
