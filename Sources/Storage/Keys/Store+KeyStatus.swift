import Foundation
import GRDB

extension Store {
  /// The server's keys, newest first, and how much is under each. Reads everything once, beside whoever writes.
  public func keyStatus() throws -> [KeyStatus] {
    let inFile = try keys.file.read().map(\.id)
    return try read { db in
      var counts: [UInt32: Int] = [:]
      for table in ResealedTable.all { counts.merge(try Self.counts(of: table, in: db), uniquingKeysWith: +) }
      let since = try Self.note(.keySince, in: db)
      return Set(inFile).union(counts.keys).sorted(by: >).map { id in
        let isCurrent = id == inFile.last
        return KeyStatus(
          id: Int(id), isCurrent: isCurrent, since: isCurrent && since > 0 ? Date(timeIntervalSince1970: TimeInterval(since)) : nil,
          sealed: counts[id] ?? 0)
      }
    }
  }

  /// The number of the key that everything new is written under.
  public var currentKey: Int? {
    get throws { try keys.file.read().last.map { Int($0.id) } }
  }

  private static func counts(of table: ResealedTable, in db: Database) throws -> [UInt32: Int] { try counts(in: table.name, table.mark, db) }

  private static func counts(in table: String, _ mark: ResealedTable.Mark, _ db: Database) throws -> [UInt32: Int] {
    let start = "x'\(KeyMark.mark(1).map { String(format: "%02x", $0) }.joined())'"
    let expression =
      switch mark {
      case .body(let column): "CASE substr(\(column), 1, 1) WHEN x'01' THEN \(start) WHEN x'02' THEN substr(\(column), 1, 5) END"
      case .wrapped(let column):
        "CASE WHEN length(\(column)) = \(KeyMark.wrappedLength) THEN \(start) WHEN length(\(column)) > 0 THEN substr(\(column), 1, 5) END"
      }
    let rows = try Row.fetchAll(db, sql: "SELECT \(expression) AS mark, count(*) AS total FROM \(table) GROUP BY 1")
    let pairs = rows.compactMap { row in (row["mark"] as Data?).flatMap(KeyMark.ofBody).map { ($0.id, row["total"] as Int) } }
    return Dictionary(pairs, uniquingKeysWith: +)
  }
}
