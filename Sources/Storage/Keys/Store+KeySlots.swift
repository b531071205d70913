import Crypto
import Foundation
import GRDB

extension Store {
  /// The key of an owner; `nil` where it has none, or it was destroyed.
  func key(_ slot: KeySlot, of owner: UUID, in db: Database) throws -> SymmetricKey? {
    try wrappedKey(slot, of: owner, in: db).map { try keys.unwrap($0, slot.wrapped) }
  }

  func wrappedKey(_ slot: KeySlot, of owner: UUID, in db: Database) throws -> Data? {
    let statement = try db.cachedStatement(sql: "SELECT wrapped FROM key_slots WHERE owner = ? AND purpose = ?")
    return try Data.fetchOne(statement, arguments: [owner.bytes, slot.rawValue])
  }

  /// Puts a key into the owner's slot, else into an empty one, else into a new one; wrapped under the server's current key.
  func put(_ key: SymmetricKey, _ slot: KeySlot, of owner: UUID, in db: Database) throws {
    let replace = try db.cachedStatement(sql: "UPDATE key_slots SET wrapped = ? WHERE owner = ? AND purpose = ?")
    try replace.execute(arguments: [keys.wrap(key, slot.wrapped), owner.bytes, slot.rawValue])
    if db.changesCount == 0 { try putNew(key, slot, of: owner, in: db) }
  }

  /// The same for an owner that has none yet.
  func putNew(_ key: SymmetricKey, _ slot: KeySlot, of owner: UUID, in db: Database) throws {
    let wrapped = try keys.wrap(key, slot.wrapped)
    let empty = try db.cachedStatement(sql: "SELECT slot FROM key_slots WHERE owner = ? LIMIT 1")
    if let number = try Int64.fetchOne(empty, arguments: [KeySlot.nobody]) {
      let fill = try db.cachedStatement(sql: "UPDATE key_slots SET owner = ?, purpose = ?, wrapped = ? WHERE slot = ?")
      return try fill.execute(arguments: [owner.bytes, slot.rawValue, wrapped, number])
    }
    let add = try db.cachedStatement(sql: "INSERT INTO key_slots (owner, purpose, wrapped) VALUES (?, ?, ?)")
    try add.execute(arguments: [owner.bytes, slot.rawValue, wrapped])
  }

  /// Overwrites a key.
  static func destroyKey(_ slot: KeySlot, of owner: UUID, in db: Database) throws {
    try db.cachedStatement(sql: "UPDATE key_slots SET owner = ?, wrapped = ? WHERE owner = ? AND purpose = ?")
      .execute(arguments: [KeySlot.nobody, KeySlot.nothing, owner.bytes, slot.rawValue])
  }
}
