import Crypto
import Foundation
import GRDB

/// Objects live as long as somebody owns them: an inbox row, a case, a hit or an unparsed body, each by its ID.
///
/// The key of an object is wrapped under the server's as long as an inbox row or an unparsed body owns it. Each case and each hit has it wrapped
/// under its own evidence key; where only such own it, that is the only way to it.
extension Store {
  func insert(_ object: PreparedObject, in db: Database) throws {
    try db.execute(
      sql: "INSERT INTO objects (id, wrapped_key, byte_count, inline) VALUES (?, x'', ?, ?)",
      arguments: [object.id.bytes, object.byteCount, object.inline])
    try putNew(object.key, .object, of: object.id, in: db)
  }

  func insert(_ object: ObjectRef, in db: Database) throws {
    try insert(PreparedObject(id: object.id, key: object.key, byteCount: object.byteCount), in: db)
  }

  /// - Parameter key: of the case or hit that owns it; `nil` for an inbox row or an unparsed body.
  /// - Throws: ``StorageFault/notFound(_:)`` where there is no such object: a case must not claim evidence that is not there.
  func own(_ object: UUID, by owner: UUID, under key: CaseKey? = nil, in db: Database) throws {
    guard try Bool.fetchOne(db, sql: "SELECT 1 FROM objects WHERE id = ?", arguments: [object.bytes]) != nil else {
      throw StorageFault.notFound("The object that the evidence names")
    }
    let wrapped = try key?.evidence.map { try AES.KeyWrap.wrap(self.key(of: object, in: db), using: $0) }
    try db.execute(
      sql: """
        INSERT INTO object_owners (owner, object, wrapped_key) VALUES (?, ?, ?)
        ON CONFLICT (owner, object) DO UPDATE SET wrapped_key = excluded.wrapped_key
        """,
      arguments: [owner.bytes, object.bytes, wrapped])
  }

  /// The key of an object, by whichever way there is.
  func key(of object: UUID, in db: Database) throws -> SymmetricKey {
    if let key = try key(.object, of: object, in: db) { return key }
    let statement = try db.cachedStatement(sql: "SELECT wrapped_key FROM objects WHERE id = ?")
    guard let wrapped = try Data.fetchOne(statement, arguments: [object.bytes]) else { throw StorageFault.notFound("This object") }
    return wrapped.isEmpty ? try keyByOwner(of: object, in: db) : try keys.unwrap(wrapped, .object)
  }

  private func keyByOwner(of object: UUID, in db: Database) throws -> SymmetricKey {
    let statement = try db.cachedStatement(
      sql: """
        SELECT wrapped_key, wrapped FROM object_owners JOIN key_slots ON key_slots.owner = object_owners.owner AND purpose = ?
        WHERE object = ? AND wrapped_key IS NOT NULL LIMIT 1
        """)
    let row = try Row.fetchOne(statement, arguments: [KeySlot.evidence.rawValue, object.bytes])
    guard let row else { throw StorageFault.notFound("This object") }
    let evidenceKey = try keys.unwrap(row["wrapped"], .case)
    let key = try? AES.KeyWrap.unwrap(row["wrapped_key"] as Data, using: evidenceKey)
    guard let key else { throw StorageFault.damaged("The key of an object") }
    return key
  }

  /// An owner lets go of all its objects. Those that nobody else owns lose their keys here.
  /// - Returns: Whose files are to be removed once the transaction is durable.
  static func release(by owner: UUID, in db: Database) throws -> [UUID] {
    let owned = try Data.fetchAll(db, sql: "SELECT object FROM object_owners WHERE owner = ?", arguments: [owner.bytes])
    try db.execute(sql: "DELETE FROM object_owners WHERE owner = ?", arguments: [owner.bytes])
    return try destroyUnowned(owned.compactMap(UUID.init(bytes:)), in: db)
  }

  /// Destroys the keys of those objects that nobody owns, and leaves the others to their owners.
  /// - Returns: Whose files are to be removed once the transaction is durable.
  static func destroyUnowned(_ objects: [UUID], in db: Database) throws -> [UUID] {
    let destroyed = try objects.filter { object in
      try db.execute(
        sql: "DELETE FROM objects WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM object_owners WHERE object = ?1)", arguments: [object.bytes])
      guard db.changesCount > 0 else { return false }
      try destroyKey(.object, of: object, in: db)
      return true
    }
    try leaveToOwners(objects, in: db)
    return destroyed
  }

  /// Takes the server's way to those objects away whose owners all have one of their own.
  static func leaveToOwners(_ objects: [UUID], in db: Database) throws {
    for object in objects {
      let statement = try db.cachedStatement(sql: "SELECT count(*) = 0 OR count(*) > count(wrapped_key) FROM object_owners WHERE object = ?")
      guard try Bool.fetchOne(statement, arguments: [object.bytes]) == false else { continue }
      try destroyKey(.object, of: object, in: db)
      try db.cachedStatement(sql: "UPDATE objects SET wrapped_key = x'' WHERE id = ? AND length(wrapped_key) > 0").execute(arguments: [object.bytes])
    }
  }
}
