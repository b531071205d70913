import DurableFiles
import Foundation
@testable import TransparencyLog

/// A folder of its own for one test, with a log's and a witness's key. Gone with it.
final class Yard: Sendable {
  static let now = Date(timeIntervalSince1970: 1_790_000_000)
  static let origin = "gantry.example/audit/1"

  let folder: URL
  let signer: NoteSigner

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "log-\(UUID().uuidString)", directoryHint: .isDirectory)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    signer = try NoteSigner(name: Self.origin, kind: .log, seed: Data(0..<32))
  }

  /// One with a log as another has it.
  convenience init(copying other: Yard) throws {
    try self.init()
    guard FileManager.default.fileExists(atPath: other.logFolder.path) else { return }
    try FileManager.default.copyItem(at: other.logFolder, to: logFolder)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  var key: NoteKey { signer.key }
  var logFolder: URL { folder.appending(path: "log", directoryHint: .isDirectory) }

  var publicPath: String { logFolder.appending(path: "public").path }

  func open(pooling: Duration = .zero, awaitsWitnesses: Bool = false) throws -> TransparencyLog {
    try TransparencyLog(opening: LogFolder(logFolder), signer: signer, pooling: pooling, awaitsWitnesses: awaitsWitnesses)
  }

  func audit() throws -> Checkpoint { try LogAudit.check(LogFolder(logFolder), key: key) }
}

/// An entry that differs from others by its number.
func entry(_ number: Int, _ kind: LogEntry.Kind = .queryExecuted) throws -> LogEntry { try LogEntry(kind, at: Yard.now, ["hits": .number(number)]) }

extension TransparencyLog {
  /// Adds entries at once, so that they share states of the tree, in any order.
  func fill(_ numbers: Range<Int>) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in numbers { group.addTask { _ = try await self.append(entry(number)) } }
      try await group.waitForAll()
    }
  }
}

/// A tree of leaves in memory.
struct ListTree: TreeNodes {
  let size: Int
  /// For each level the roots over 2^level leaves.
  private let levels: [[TreeHash]]

  init(_ leaves: [TreeHash]) {
    size = leaves.count
    var levels = [leaves]
    while let last = levels.last, last.count > 1 {
      levels.append((0..<last.count / 2).map { .node(last[2 * $0], last[2 * $0 + 1]) })
    }
    self.levels = levels
  }

  /// The first leaves of another tree.
  init(_ tree: ListTree, prefix size: Int) {
    self.size = size
    levels = tree.levels
  }

  var leaves: ArraySlice<TreeHash> { levels[0][..<size] }

  func hash(level: Int, index: Int) throws(TransparencyFault) -> TreeHash {
    guard (index + 1) << level <= size else { throw .outOfTree((index + 1) << level, size: size) }
    return levels[level][index]
  }

  /// The root as the standard's text gives it, and as slowly.
  static func root(_ leaves: ArraySlice<TreeHash>) -> TreeHash {
    guard leaves.count > 1 else { return leaves.first ?? .empty }
    var half = 1
    while half * 2 < leaves.count { half *= 2 }
    let middle = leaves.startIndex + half
    return .node(root(leaves[..<middle]), root(leaves[middle...]))
  }
}
