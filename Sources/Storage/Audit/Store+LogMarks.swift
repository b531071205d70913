package import Foundation
import GRDB
package import TransparencyLog

extension Store {
  /// What the log was last told of something that changes seldom.
  package enum LogMark: String, Sendable {
    case configuration, software
    case witnessPolicy = "witness-policy"
  }

  /// Tells the log of a value that differs from the one it was told last.
  /// - Returns: Whether there was anything to tell.
  @discardableResult
  package func tell(
    _ kind: LogEntry.Kind, at instant: Date, _ fields: [String: CanonicalJSON], ifChanged mark: LogMark, to value: Data
  ) throws -> Bool {
    try write { db in
      let told = try Data.fetchOne(db, sql: "SELECT value FROM log_marks WHERE name = ?", arguments: [mark.rawValue])
      guard told != value else { return false }
      try db.execute(
        sql: "INSERT INTO log_marks (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        arguments: [mark.rawValue, value])
      try Self.tell(kind, at: instant, fields, in: db)
      return true
    }
  }

  /// What the log was last told; `nil` where it was told nothing yet.
  package func told(_ mark: LogMark) throws -> Data? {
    try read { db in try Data.fetchOne(db, sql: "SELECT value FROM log_marks WHERE name = ?", arguments: [mark.rawValue]) }
  }
}
