import DurableFiles
import Foundation
import TransparencyLog

/// The folder of the public log: a folder for each year in it. A log that was begun before logs had years lies in the folder itself.
struct LogShardFolders: Sendable {
  let folder: URL
  /// The log's key, under the name without a year.
  let signer: NoteSigner
  let awaitsWitnesses: Bool

  /// All shards that are there, the oldest first. Opening finishes what a crash cut off.
  /// - Throws: what opening a log throws.
  func open() throws -> [LogShard] {
    var shards: [LogShard] = []
    if Self.holdsFirst(folder) { shards.append(LogShard(name: LogShard.firstName, log: try log(in: folder, signer))) }
    for year in try Self.years(in: folder) { shards.append(try shard(of: year)) }
    return shards
  }

  /// The shard of a year, which is made where it is missing.
  func shard(of year: Int) throws -> LogShard {
    let own = folder.appending(path: "\(year)", directoryHint: .isDirectory)
    try OpenFile.makeFolder(own)
    try OpenFile.synchronise(folder: folder)
    return LogShard(name: "\(year)", log: try log(in: own, try Self.signer(signer, of: year)))
  }

  private func log(in folder: URL, _ signer: NoteSigner) throws -> TransparencyLog {
    try TransparencyLog(opening: LogFolder(folder), signer: signer, awaitsWitnesses: awaitsWitnesses)
  }

  /// The years of which there are folders, in order.
  static func years(in folder: URL) throws -> [Int] {
    try OpenFile.names(in: folder).filter { $0.utf8.count == 4 }.compactMap { name in Int(name).flatMap { "\($0)" == name ? $0 : nil } }.sorted()
  }

  static func holdsFirst(_ folder: URL) -> Bool { FileManager.default.fileExists(atPath: folder.appending(path: "head").path) }

  /// The key of a year's shard. It is the same key under another name: what it signs begins with that name, so nothing that is signed for one shard
  /// counts for another.
  static func signer(_ signer: NoteSigner, of year: Int) throws -> NoteSigner {
    try NoteSigner(name: "\(signer.key.name)/\(year)", kind: .log, seed: signer.seed)
  }

  /// The year of an instant, UTC.
  static func year(of instant: Date) -> Int {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    return calendar.component(.year, from: instant)
  }
}
