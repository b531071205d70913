import Enforcement
import Foundation
import GRDB
import Glibc
import Testing
import Traffic

@testable import Storage

/// A process that takes in captures and is killed in the middle of it, again and again. The process is this very test program, started a
/// second time with the folder in its environment.
@Suite("kill -9", .serialized)
struct CrashTests {
  private static let folderVariable = "GANTRY_CRASH_FOLDER"
  private static var folder: String? { ProcessInfo.processInfo.environment[folderVariable] }

  @Test("Everything that was acknowledged is there, nothing is half there, and the sweep leaves nothing behind")
  func killed() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "gantry-crash-\(UUID().uuidString)", directoryHint: .isDirectory)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let keys = try ServerKeys.create(file: folder.appending(path: "server.key"))
    var acknowledged: [String: Int] = [:]
    for round in 0..<5 {
      for line in try await run(folder, untilAcknowledged: 12 + round * 7) {
        let parts = line.split(separator: " ")
        if parts.count == 2, parts[0].count == 36 { acknowledged[String(parts[0])] = Int(parts[1]) }
      }
      try await check(acknowledged, in: Store(folder: folder.appending(path: "data"), keys: keys, reserveBytes: 0))
    }
    #expect(acknowledged.count >= 5 * 12)
  }

  /// Runs in the second process only: takes captures in from several tasks, and says which were acknowledged.
  @Test("Takes in captures until it is killed", .enabled(if: folder != nil))
  func writer() async throws {
    let folder = URL(fileURLWithPath: try #require(Self.folder))
    let keys = try ServerKeys.load(file: folder.appending(path: "server.key"))
    let store = try Store(folder: folder.appending(path: "data"), keys: keys, reserveBytes: 0)
    try store.sweepOrphanObjects()
    let bodies = (0..<12).map { Desk.bytes([500, 40_000, 300_000][$0 % 3] + $0, seed: UInt64($0 + 1)) }
    await withTaskGroup { group in
      for worker in 0..<4 {
        group.addTask {
          for index in 0..<10_000 {
            let entry = Desk.entry(body: bodies[(index + worker) % bodies.count])
            guard (try? await store.accept([entry])) != nil else { return }
            FileHandle.standardError.write(Data("\(entry.id) \(entry.body.count)\n".utf8))
            if index % 5 == 4, let waiting = try? store.inboxEntry(entry.id) { _ = try? await Self.settle(waiting, in: store) }
          }
        }
      }
    }
  }

  private static func settle(_ entry: InboxEntry, in store: Store) async throws {
    let pass = Desk.pass(entry.id)
    let opened = Desk.newCase(pass, evidence: Evidence(items: [Desk.item(entry.object)]))
    try await store.settle(
      Settlement(
        entry: entry.id, site: Desk.site, capturedAt: Desk.noon, cases: [opened], evidenceObject: .keep))
  }

  /// How this program was started, less the choice of tests.
  private static var ownArgumentsWithoutFilters: [String] {
    var kept: [String] = []
    var isValue = false
    for argument in CommandLine.arguments.dropFirst() {
      let isChoice = argument == "--filter" || argument == "--skip"
      if !isChoice, !isValue { kept.append(argument) }
      isValue = isChoice
    }
    return kept
  }

  private func run(_ folder: URL, untilAcknowledged count: Int) async throws -> [String] {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    process.arguments = Self.ownArgumentsWithoutFilters + ["--filter", "CrashTests/writer"]
    process.environment = ProcessInfo.processInfo.environment.merging([Self.folderVariable: folder.path]) { $1 }
    let log = folder.appending(path: "acknowledged-\(UUID().uuidString)")
    try Data().write(to: log)
    process.standardError = try FileHandle(forWritingTo: log)
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    var lines: [String] = []
    for _ in 0..<12_000 where lines.count < count && process.isRunning {
      try await Task.sleep(for: .milliseconds(10))
      lines = String(decoding: try Data(contentsOf: log), as: UTF8.self).split(separator: "\n").map(String.init)
    }
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    return String(decoding: try Data(contentsOf: log), as: UTF8.self).split(separator: "\n").map(String.init)
  }

  private func check(_ acknowledged: [String: Int], in store: Store) async throws {
    try store.sweepOrphanObjects()
    let settled = Set(try await store.cases(CaseQuery(limit: .max)).map(\.pass.id))
    try store.read { db in
      #expect(try String.fetchOne(db, sql: "PRAGMA integrity_check") == "ok")
      for (id, size) in acknowledged {
        let pass = try #require(PassID(id))
        let owned = try Data.fetchOne(db, sql: "SELECT object FROM object_owners WHERE owner = ?", arguments: [pass.uuid.bytes])
        #expect((owned != nil) != settled.contains(pass), "each acknowledged capture waits or is settled, and never both")
        if let owned, let object = UUID(bytes: owned) {
          #expect(try Int.fetchOne(db, sql: "SELECT byte_count FROM objects WHERE id = ?", arguments: [object.bytes]) == size)
        }
      }
    }
    for pass in try store.pendingInbox() {
      let entry = try #require(try store.inboxEntry(pass))
      #expect(entry.body.sha256Hex == entry.rawSHA256)
    }
    let named = try store.read { db in try Data.fetchSet(db, sql: "SELECT id FROM objects WHERE inline IS NULL") }
    #expect(try store.objects.contents().objects == Set(named.compactMap(UUID.init(bytes:))))
    #expect(try store.objects.contents().unfinished.isEmpty)
  }
}
