import Foundation
import GRDB

/// A table that a rotation walks through, and how one of its rows is put under the server's current key.
struct ResealedTable {
  let name: String
  /// The primary key, by whose order it is walked through.
  let key: [String]
  /// What is smaller than every key.
  let start: [DatabaseValue]
  /// What else is needed of a row.
  let columns: [String]
  /// Where it stands under which key a row is: a body or a wrapped key.
  let mark: Mark
  /// - Returns: Whether there was anything to do.
  let reseal: (Store, Row, Database) throws -> Bool

  /// A column that begins with a ``KeyMark``.
  enum Mark {
    case body(String), wrapped(String)
  }

  /// The next rows after a key, which is the first arguments; their number is the last one.
  var page: String {
    let key = key.joined(separator: ", ")
    let marks = start.map { _ in "?" }.joined(separator: ", ")
    return "SELECT \(([key] + columns).joined(separator: ", ")) FROM \(name) WHERE (\(key)) > (\(marks)) ORDER BY \(key) LIMIT ?"
  }

  /// Where a row stands in the order.
  func position(of row: Row) -> [DatabaseValue] { key.map { row[$0] } }
}
