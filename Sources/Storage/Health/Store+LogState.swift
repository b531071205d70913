public import Foundation
import GRDB
import TransparencyLog

extension Store {
  /// How many entries wait for the public log, and since when the oldest does.
  package func outboxState() throws -> (count: Int, oldest: Date?) {
    let count = try read { db in try Int.fetchOne(db, sql: "SELECT count(*) FROM log_outbox WHERE number > 0") ?? 0 }
    return (count, try outbox(limit: 1).first?.entry.time)
  }

  /// How many entries each shard of the log has at least, because audit records stand there: a log that has fewer was cut short or set back.
  package func leastLogSizes() throws -> [String: Int] {
    let rows = try read { db in
      try Row.fetchAll(db, sql: "SELECT log_shard, max(log_index) AS last FROM audit WHERE log_shard IS NOT NULL GROUP BY log_shard")
    }
    return Dictionary(rows.map { ($0["log_shard"] as String, ($0["last"] as Int) + 1) }) { max($0, $1) }
  }

  /// Since when the server's newest key is in use; `nil` where a Gantry drew it that did not note that.
  public var keySince: Date? {
    get throws {
      let since = try read { db in try Self.note(.keySince, in: db) }
      return since > 0 ? Date(timeIntervalSince1970: TimeInterval(since)) : nil
    }
  }
}
