public import Foundation
import GRDB

extension Store {
  /// When each person was last seen: their newest audit record, or the last use of a session that is still known. People who were never seen are
  /// missing.
  public func lastSeen() throws -> [UUID: Date] {
    let rows = try read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT person, max(at) AS at FROM (
            SELECT person, max(at) AS at FROM audit GROUP BY person UNION ALL SELECT person, max(seen_at) FROM sessions GROUP BY person
          ) GROUP BY person
          """)
    }
    return Dictionary(rows.compactMap { row in UUID(bytes: row["person"]).map { ($0, Date(milliseconds: row["at"])) } }) { max($0, $1) }
  }
}
