import DurableFiles
import Foundation
import Keyholding
import Logging
import Storage
import TransparencyLog

/// The server's public log, in shards of a year, and what of it is found again.
///
/// With the first entry of a new year (UTC) the log goes over into another shard: `shard.closed` is the last entry of the old one, and
/// `shard.opened`, with the old one's size and root, the first of the new one. Wherever that stops, the next entry goes the rest of the way.
actor PublicLog: WarrantLog {
  private nonisolated let folders: LogShardFolders
  private nonisolated let logger: Logger
  private nonisolated let now: @Sendable () -> Date
  /// Owned by this actor, as what follows: the shards of earlier years, the oldest first.
  private var earlier: [LogShard]
  private var latest: LogShard
  /// The year up to which ``latest`` is known to be the right shard, and begun.
  private var settledYear = 0
  /// Entries that are on their way into ``latest``; it is not closed before they are there.
  private var underWay = 0
  private var turning: Task<Void, any Error>?
  private var waitsForQuiet: CheckedContinuation<Void, Never>?

  /// Opens the log, which is made where there is none.
  /// - Parameters:
  ///   - signer: the log's key, under its name without a year.
  ///   - awaitsWitnesses: whether a checkpoint is published only once its witnesses signed.
  ///   - now: decides which year's shard is written.
  init(
    folder: URL, signer: NoteSigner, awaitsWitnesses: Bool = false, logger: Logger, now: @escaping @Sendable () -> Date = { Date() }
  ) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let folders = LogShardFolders(folder: folder, signer: signer, awaitsWitnesses: awaitsWitnesses)
    var shards = try folders.open()
    latest = try shards.popLast() ?? folders.shard(of: LogShardFolders.year(of: now()))
    earlier = shards
    self.folders = folders
    self.logger = logger
    self.now = now
  }

  /// The shard that is written at the moment.
  var current: TransparencyLog { latest.log }

  /// All shards, the oldest first; the last one is written at the moment.
  func shards() -> [LogShard] { earlier + [latest] }

  /// Enters something that nobody waits for. Where the log cannot be written it is told to the server's own log.
  func note(_ kind: LogEntry.Kind, at time: Date, _ fields: [String: CanonicalJSON]) async {
    do {
      _ = try await append(LogEntry(kind, at: time, fields))
    } catch {
      logger.error("public log not written", metadata: ["type": "\(kind.rawValue)", "error": "\(error)"])
    }
  }

  /// Adds an entry and waits until it is in the log for good.
  /// - Returns: its index in the shard that is written at the moment.
  func append(_ entry: LogEntry) async throws -> Int { try await add(entry).index }

  /// Adds an entry and waits until it is in the log for good.
  /// - Returns: where it stands.
  func add(_ entry: LogEntry) async throws -> LogPlace {
    try await settle()
    let shard = latest
    underWay += 1
    defer { leave() }
    return LogPlace(shard: shard.name, index: try await shard.log.append(entry))
  }

  /// Whether nothing is on its way into the log.
  var isQuiet: Bool { underWay == 0 }

  private func leave() {
    underWay -= 1
    guard underWay == 0 else { return }
    waitsForQuiet?.resume()
    waitsForQuiet = nil
  }

  /// Sees to it that the shard of this year is written, and returns in the step in which it is: nothing comes between.
  private func settle() async throws {
    while true {
      if let turning {
        try await turning.value
        continue
      }
      let year = LogShardFolders.year(of: now())
      guard settledYear < year else { return }
      turning = Task {
        defer { turning = nil }
        if underWay > 0 { await withCheckedContinuation { waitsForQuiet = $0 } }
        try await turn(to: year)
        settledYear = year
      }
    }
  }

  private func turn(to year: Int) async throws {
    if try await Self.year(of: latest) ?? year < year {
      let next = try LogShardFolders.signer(folders.signer, of: year).key.name
      if try await Self.lastEntry(of: latest)?.kind != .shardClosed {
        _ = try await latest.log.append(LogEntry(.shardClosed, at: now(), ["origin": .text(latest.origin), "next": .text(next)]))
      }
      let opened = try folders.shard(of: year)
      earlier.append(latest)
      latest = opened
      logger.info("public log goes on in another shard", metadata: ["shard": "\(opened.name)"])
    }
    if await latest.size == 0, let previous = earlier.last {
      let state = await previous.log.checkpoint
      let fields: [String: CanonicalJSON] = [
        "origin": .text(latest.origin), "previous": .text(state.origin), "root": .bytes(state.root.bytes), "size": .number(state.size),
      ]
      _ = try await latest.log.append(LogEntry(.shardOpened, at: now(), fields))
    }
  }

  /// The year that a shard is of. One from before logs had years goes on until the year of its last entry is over.
  private static func year(of shard: LogShard) async throws -> Int? {
    if let year = Int(shard.name) { return year }
    return try await lastEntry(of: shard).map { LogShardFolders.year(of: $0.time) }
  }

  private static func lastEntry(of shard: LogShard) async throws -> LogEntry? {
    let size = await shard.size
    guard size > 0, let bytes = try await shard.log.entries(size - 1..<size).first else { return nil }
    return try LogEntry(bytes: bytes)
  }
}
