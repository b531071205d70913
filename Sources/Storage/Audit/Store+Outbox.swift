package import Foundation
import GRDB
package import TransparencyLog

/// Entries that wait for the public log. They are put down with the act they tell of, by whichever process does it, and only the running server
/// writes the log: so no act is forgotten, whoever did it and whenever the machine stopped.
extension Store {
  /// An entry that waits, with the number that it has in the log.
  package struct OutboxEntry: Sendable, Hashable {
    package let number: Int
    package let entry: LogEntry
  }

  /// Tells the public log of something that was done.
  /// - Throws: `TransparencyFault` where the entry gets too long.
  package func tell(_ kind: LogEntry.Kind, at instant: Date, _ fields: [String: CanonicalJSON]) throws {
    _ = try write { db in try Self.tell(kind, at: instant, fields, in: db) }
  }

  /// The same as part of the transaction that does it.
  /// - Returns: The entry's number.
  @discardableResult
  static func tell(_ kind: LogEntry.Kind, at instant: Date, _ fields: [String: CanonicalJSON], in db: Database) throws -> Int {
    let entry = try LogEntry(kind, at: instant, fields)
    try db.execute(sql: "INSERT INTO log_outbox (entry) VALUES (?)", arguments: [entry.bytes])
    return Int(db.lastInsertedRowID)
  }

  /// What waits, the oldest first. Each entry bears its number.
  package func outbox(limit: Int = 100) throws -> [OutboxEntry] {
    let rows = try read { db in
      try Row.fetchAll(db, sql: "SELECT number, entry FROM log_outbox WHERE number > 0 ORDER BY number LIMIT ?", arguments: [limit])
    }
    return try rows.map { row in
      guard let told = try? LogEntry(bytes: row["entry"]) else { throw StorageFault.damaged("A row of log_outbox") }
      let number: Int = row["number"]
      return OutboxEntry(number: number, entry: try LogEntry(told.kind, at: told.time, told.fields.merging(["number": .number(number)]) { $1 }))
    }
  }

  /// Takes entries off that stand in the log, and notes with audit records where.
  /// - Parameter places: where the entries stand, by their numbers.
  package func tookIntoLog(_ places: [Int: AuditPlace]) throws {
    try write { db in
      for (number, place) in places {
        try db.execute(sql: "DELETE FROM log_outbox WHERE number = ?", arguments: [number])
        try db.execute(sql: "UPDATE audit SET log_shard = ?, log_index = ? WHERE number = ?", arguments: [place.shard, place.index, number])
      }
    }
  }
}
