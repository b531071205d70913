import Foundation
import Logging
import ServiceLifecycle
import TransparencyLog

/// Reads the logs that a witness watches again and again, from where everybody reads them, every byte of them.
///
/// What a witness signs shows it the root of a tree and not the tree: a tile or an entry that was changed afterwards shows only to those who read it.
struct LogPatrol: Service {
  /// After a log could not be fetched it is tried again so much sooner.
  private static let pause = Duration.seconds(60)

  let logs: [NoteKey]
  let findings: FindingsFolder
  let interval: Duration
  let logger: Logger
  let now: @Sendable () -> Date
  let fetch: @Sendable () async throws -> [FetchedShard]

  func run() async throws {
    await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        let wasRead = await turn()
        try? await Task.sleep(for: wasRead ? interval : min(interval, Self.pause))
      }
    }
  }

  /// Reads once, and keeps what is not as it was written.
  /// - Returns: whether the log could be fetched.
  func turn() async -> Bool {
    do {
      let found = try await read()
      for each in found { logger.error("a log that is watched was changed", metadata: ["finding": "\(each)"]) }
      try findings.keep(found, at: now())
      return true
    } catch {
      logger.warning("a log that is watched could not be read", metadata: ["reason": "\(error)"])
      return false
    }
  }

  private func read() async throws -> [String] {
    var found: [String] = []
    for shard in try await fetch() {
      guard let bytes = try shard.reader.read("checkpoint") else { continue }
      let origin = (try? SignedNote(bytes: bytes)).flatMap { try? Checkpoint(text: $0.text) }?.origin
      // One whose name cannot be read any more is checked under the key that its folder's name calls for.
      guard let key = logs.first(where: { $0.name == origin }) ?? logs.first(where: { origin == nil && $0.name.hasSuffix("/\(shard.name)") }) else { continue }
      found += try LogAudit.report(on: shard.reader, key: key).findings.map { "\(shard.name)/\($0)" }
    }
    return found
  }
}
