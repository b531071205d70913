public import Foundation
import GRDB

/// The entries that wait for the public log. They are put down with the act they tell of, and only the running server writes the log, so no act
/// is forgotten whoever did it and whenever the machine stopped.
extension Store {
  /// An entry that waits, with the name it is taken off by.
  public struct WaitingEntry: Sendable, Hashable {
    public let id: UUID
    public let entry: WarrantEntry
  }

  /// Puts an entry down that belongs to no dossier: a request that was refused at once.
  public func queue(_ entry: WarrantEntry) throws { try write { db in try queue(entry, of: nil, in: db) } }

  /// What waits, the oldest first.
  public func entriesForLog(limit: Int = 100) throws -> [WaitingEntry] {
    try read { db in
      try Row.fetchAll(db, sql: "SELECT id, body FROM warrant_log ORDER BY sequence LIMIT ?", arguments: [limit]).map { row in
        guard let id = UUID(bytes: row["id"]) else { throw StorageFault.damaged("A row of \(Table.warrantLog.rawValue)") }
        return WaitingEntry(id: id, entry: try cipher.open(WarrantEntry.self, row["body"], .warrantLog, row["id"]))
      }
    }
  }

  /// Takes an entry off that stands in the log.
  public func tookIntoLog(_ id: UUID) throws {
    try write { db in try db.execute(sql: "DELETE FROM warrant_log WHERE id = ?", arguments: [id.bytes]) }
  }

  /// Whether the log has everything that happened to a warrant so far.
  public func isLogged(_ warrant: UUID) throws -> Bool {
    try read { db in try Int.fetchOne(db, sql: "SELECT count(*) FROM warrant_log WHERE warrant = ?", arguments: [warrant.bytes]) == 0 }
  }

  func queue(_ entry: WarrantEntry, of warrant: UUID?, in db: Database) throws {
    let id = UUID().bytes
    try db.execute(
      sql: "INSERT INTO warrant_log (id, warrant, body) VALUES (?, ?, ?)",
      arguments: [id, warrant?.bytes, try cipher.seal(entry, .warrantLog, id)])
  }
}
