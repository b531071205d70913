import Foundation
import GRDB
import Traffic

/// Cases, hits and notices are under their own keys, which are wrapped anew. Those of the time when they had none are given some.
extension ResealedTable {
  private static let zero = [Int64.min.databaseValue]

  static var cases: ResealedTable {
    ResealedTable(name: Table.cases.rawValue, key: ["sequence"], start: zero, columns: ["id", "body"], mark: .body("body")) { store, row, db in
      try needsCare(row, owner: row["id"], store, db) {
        try store.update(store.case(row, in: db), in: db)
      }
    }
  }

  static var hits: ResealedTable {
    ResealedTable(name: Table.hits.rawValue, key: ["sequence"], start: zero, columns: ["id", "body"], mark: .body("body")) { store, row, db in
      try needsCare(row, owner: row["id"], store, db) {
        try store.update(store.hit(row, in: db), in: db)
      }
    }
  }

  static var notices: ResealedTable {
    ResealedTable(
      name: Table.notices.rawValue, key: ["sequence"], start: zero, columns: ["number", "case_id", "body"], mark: .body("body")
    ) { store, row, db in
      guard store.outdated(row["body"]) != nil else { return false }
      try store.update(store.notice(row, in: db), in: db)
      return true
    }
  }

  /// Writes a row anew where it has no key of its own yet, or one that is wrapped under an older key of the server.
  private static func needsCare(_ row: Row, owner: Data, _ store: Store, _ db: Database, _ write: () throws -> Void) throws -> Bool {
    guard !(row["body"] as Data).isEmpty, let owner = UUID(bytes: owner) else { return false }
    guard try store.outdated(row["body"]) != nil || !store.isWrappedAnew(owner, in: db) else { return false }
    try write()
    return true
  }
}
