import Foundation
import TransparencyLog

/// One year of the public log: a log of its own, which ends with `shard.closed`, and which the next year's names in its first entry.
struct LogShard: Sendable {
  /// What a log is called that was begun before logs had years.
  static let firstName = "first"

  /// The year, or ``firstName``; names it in addresses.
  let name: String
  let log: TransparencyLog
  /// What of it is found again.
  let index: LogShardIndex

  init(name: String, log: TransparencyLog) {
    self.name = name
    self.log = log
    index = LogShardIndex(shard: name, log: log)
  }

  var key: NoteKey { log.key }
  var origin: String { log.key.name }
  /// All entries, also those that are not published yet.
  var size: Int { get async { await log.checkpoint.size } }
  /// Below it lie `checkpoint` and tiles.
  var reader: any LogReader { log }
}

extension LogShard {
  /// How many entries everybody sees.
  var publishedSize: Int { get async throws { try Checkpoint(text: await log.publishedCheckpoint.text).size } }
}
