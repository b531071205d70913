import Foundation
import GRDB

/// Objects live as long as somebody owns them: an inbox row, a case, a hit or an unparsed body, each by its ID.
extension Store {
  static func insert(_ object: PreparedObject, in db: Database) throws {
    try db.execute(
      sql: "INSERT INTO objects (id, wrapped_key, byte_count, inline) VALUES (?, ?, ?, ?)",
      arguments: [object.id.bytes, object.wrappedKey, object.byteCount, object.inline])
  }

  static func insert(_ object: ObjectRef, in db: Database) throws {
    try insert(PreparedObject(id: object.id, wrappedKey: object.wrappedKey, byteCount: object.byteCount), in: db)
  }

  /// - Throws: ``StorageFault/notFound(_:)`` where there is no such object: a case must not claim evidence that is not there.
  static func own(_ object: UUID, by owner: UUID, in db: Database) throws {
    guard try Bool.fetchOne(db, sql: "SELECT 1 FROM objects WHERE id = ?", arguments: [object.bytes]) != nil else {
      throw StorageFault.notFound("The object that the evidence names")
    }
    try db.execute(sql: "INSERT OR IGNORE INTO object_owners (owner, object) VALUES (?, ?)", arguments: [owner.bytes, object.bytes])
  }

  /// An owner lets go of all its objects. Those that nobody else owns lose their keys here.
  /// - Returns: Whose files are to be removed once the transaction is durable.
  static func release(by owner: UUID, in db: Database) throws -> [UUID] {
    let owned = try Data.fetchAll(db, sql: "SELECT object FROM object_owners WHERE owner = ?", arguments: [owner.bytes])
    try db.execute(sql: "DELETE FROM object_owners WHERE owner = ?", arguments: [owner.bytes])
    return try destroyUnowned(owned.compactMap(UUID.init(bytes:)), in: db)
  }

  /// Destroys the keys of those objects that nobody owns.
  /// - Returns: Whose files are to be removed once the transaction is durable.
  static func destroyUnowned(_ objects: some Sequence<UUID>, in db: Database) throws -> [UUID] {
    try objects.filter { object in
      try db.execute(
        sql: "DELETE FROM objects WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM object_owners WHERE object = ?1)", arguments: [object.bytes])
      return db.changesCount > 0
    }
  }
}
