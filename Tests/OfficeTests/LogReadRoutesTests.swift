import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import Testing
import TransparencyLog

@testable import Office

@Suite("The log as everybody reads it")
final class LogReadRoutesTests: Sendable {
  private let folder = FileManager.default.temporaryDirectory.appending(path: "log-read-\(UUID().uuidString)", directoryHint: .isDirectory)
  private let log: PublicLog

  init() throws {
    log = try PublicLog(
      folder: folder, signer: NoteSigner(name: "gantry.test/audit", kind: .log), logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
      now: { TestOffice.now })
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  private func fill(_ count: Int) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<count {
        group.addTask { [log] in _ = try await log.append(LogEntry(.exportMade, at: TestOffice.now, ["number": .number(number)])) }
      }
      try await group.waitForAll()
    }
  }

  private func ask(_ path: String) async throws -> TestResponse {
    let router = Router()
    LogReadRoutes(log: log).install(in: router)
    return try await Application(router: router).test(.router) { try await $0.execute(uri: path, method: .get) }
  }

  @Test("lists its shards and serves checkpoint and tiles, each with what the format asks for")
  func served() async throws {
    try await fill(300)
    let shard = try #require(await log.shards().first)
    let list = try await ask("/log/")
    #expect(list.status == .ok && list.headers[.contentType] == "application/json")
    #expect(String(buffer: list.body).contains("\"key\":\"\(shard.key.text)\",\"name\":\"2026\",\"origin\":\"gantry.test/audit/2026\""))
    let checkpoint = try await ask("/log/2026/checkpoint")
    #expect(checkpoint.headers[.contentType] == "text/plain; charset=utf-8" && checkpoint.headers[.cacheControl] == "no-cache")
    #expect(Data(checkpoint.body.readableBytesView) == (await shard.log.publishedCheckpoint.bytes))
    for (path, isFull) in [("tile/0/000", true), ("tile/0/001.p/44", false), ("tile/1/000.p/1", false), ("tile/entries/000", true)] {
      let tile = try await ask("/log/2026/\(path)")
      let bytes = try shard.reader.read(path)
      #expect(tile.status == .ok && Data(tile.body.readableBytesView) == bytes, "\(path)")
      #expect(tile.headers[.contentType] == "application/octet-stream" && tile.headers[.accessControlAllowOrigin] == "*")
      #expect(tile.headers[.cacheControl]?.contains("immutable") == isFull, "\(path)")
    }
  }

  @Test(
    "serves nothing else",
    arguments: [
      "2026/tile/0/001", "2026/tile/0/001.p/45", "2026/tile/0/0", "2026/tile/5/000", "2026/head", "2026/lock", "2026/../head", "2026/tile/../../head",
      "2026/%2e%2e/head", "2026/..%2fhead", "2026/public/checkpoint", "2026/", "2026", "1999/checkpoint", "../checkpoint", "2026//checkpoint",
      "2026/checkpoint/", "%32026/checkpoint",
    ])
  func refused(path: String) async throws {
    try await fill(300)
    let answer = try await ask("/log/\(path)")
    #expect([.notFound, .badRequest].contains(answer.status), "\(path): \(answer.status)")
    #expect(!String(buffer: answer.body).contains("gantry.test"))
  }
}
