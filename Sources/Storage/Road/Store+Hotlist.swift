import Foundation
import GRDB
public import Traffic
import TransparencyLog

extension Store {
  /// Everything on all hotlists, expired entries included; whoever matches asks for their expiry.
  public func hotlist() throws -> [HotlistEntry] {
    try read { db in
      try Row.fetchAll(db, sql: "SELECT list, body FROM hotlist ORDER BY sequence").map { row in
        try cipher.open(HotlistEntry.self, row["body"], .hotlist, Data((row["list"] as String).utf8))
      }
    }
  }

  /// Puts entries in place of all that stand on a list; an empty array ends the list.
  /// - Parameter list: The list's name; entries are stored under it whatever they say themselves.
  public func replaceHotlist(_ list: String, with entries: [HotlistEntry]) throws {
    let instant = Self.actInstant
    try write { db in
      try db.execute(sql: "DELETE FROM hotlist WHERE list = ?", arguments: [list])
      let insert = try db.cachedStatement(sql: "INSERT INTO hotlist (list, body) VALUES (?, ?)")
      for var entry in entries {
        entry.list = list
        try insert.execute(arguments: [list, try cipher.seal(entry, .hotlist, Data(list.utf8))])
      }
      try Self.tell(.hotlistChanged, at: instant, ["list": .text(list), "count": .number(entries.count)], in: db)
      try Self.raiseRevision(in: db)
    }
  }
}
