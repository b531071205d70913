import Foundation
import Logging
import Synchronization
import TransparencyLog

@testable import Witnessing

/// A folder of its own for one test, with a log's key and a clock that can be set. Gone with it.
final class Watch: Sendable {
  static let start = Date(timeIntervalSince1970: 1_790_000_000)
  static let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

  let folder: URL
  let signer: NoteSigner
  private let clock = Mutex(Watch.start)

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "witnessing-\(UUID().uuidString)", directoryHint: .isDirectory)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    signer = try NoteSigner(name: "gantry.example/audit/1", kind: .log)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  var now: Date { clock.withLock { $0 } }
  func advance(by seconds: TimeInterval) { clock.withLock { $0 += seconds } }

  /// The server's log, or a copy of it with the same key.
  func log(_ name: String = "log") throws -> TransparencyLog {
    try TransparencyLog(opening: LogFolder(folder.appending(path: name)), signer: signer, pooling: .zero, awaitsWitnesses: true)
  }

  /// A witness's folder, made.
  func witness(_ name: String = "w0") throws -> WitnessFolder {
    let witness = WitnessFolder(folder.appending(path: name, directoryHint: .isDirectory))
    _ = try witness.create(name: "witness.example/\(name)", logs: [signer.key])
    return witness
  }
}

extension TransparencyLog {
  /// Adds entries that differ from all others, at once, so that they share states of the tree.
  func grow(_ count: Int) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<count {
        group.addTask { _ = try await self.append(LogEntry(.queryExecuted, at: Watch.start, ["hits": .text(UUID().uuidString)])) }
      }
      try await group.waitForAll()
    }
  }

  func submission(from old: Int) async throws -> WitnessSubmission {
    WitnessSubmission(oldSize: old, hashes: try consistency(from: old).hashes, checkpoint: signedCheckpoint)
  }

  var publishedSize: Int { get throws { try Checkpoint(text: publishedCheckpoint.text).size } }
}
