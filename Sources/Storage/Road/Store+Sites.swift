import Foundation
import GRDB
public import Traffic

extension Store {
  /// All sites, by ID.
  public func sites() throws -> [Site] {
    try read { db in try Row.fetchAll(db, sql: "SELECT id, body FROM sites ORDER BY id").map(site) }
  }

  public func site(_ id: SiteID) throws -> Site? {
    try read { db in try Row.fetchOne(db, sql: "SELECT id, body FROM sites WHERE id = ?", arguments: [id.rawValue]).map(site) }
  }

  /// Adds a site, or replaces the one with its ID.
  public func save(_ site: Site) throws {
    try write { db in
      let body = try cipher.seal(site, .sites, Data(site.id.rawValue.utf8))
      try db.execute(
        sql: "INSERT INTO sites (id, body) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET body = excluded.body", arguments: [site.id.rawValue, body])
      try Self.raiseRevision(in: db)
    }
  }

  private func site(_ row: Row) throws -> Site { try cipher.open(Site.self, row["body"], .sites, Data((row["id"] as String).utf8)) }
}
