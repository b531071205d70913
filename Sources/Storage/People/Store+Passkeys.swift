public import Access
import Crypto
public import Foundation
import GRDB
import TransparencyLog

extension Store: PasskeyStore {
  public func passkey(id: Data) async throws -> Passkey? { try read { db in try passkey(id, in: db) } }

  public func passkeys(of person: UUID) async throws -> [Passkey] { try read { db in try passkeys(of: person, in: db) } }

  public func add(_ passkey: Passkey) async throws {
    let instant = Self.actInstant
    try write { db in try add(passkey, at: instant, in: db) }
  }

  public func enrol(_ passkey: Passkey, link hash: Data, at now: Date) async throws -> Person? {
    let instant = Self.actInstant
    return try write { db in
      try db.execute(
        sql: "DELETE FROM links WHERE hash = ? AND person = ? AND expires_at > ?", arguments: [hash, passkey.person.bytes, now.milliseconds])
      guard db.changesCount == 1, let person = try person(passkey.person, in: db) else { return nil }
      try add(passkey, at: instant, in: db)
      return person
    }
  }

  public func noteUse(of passkey: Passkey) async throws -> Bool { try write { db in try noteUse(of: passkey, in: db) } }

  public func rename(passkey id: Data, of person: UUID, to name: String) async throws -> Bool {
    try write { db in
      guard var passkey = try passkey(id, in: db), passkey.person == person else { return false }
      passkey.name = name
      try update(passkey, in: db)
      return true
    }
  }

  public func remove(passkey id: Data, of person: UUID, at now: Date) async throws -> Bool {
    try write { db in
      guard let passkey = try passkey(id, in: db), passkey.person == person else { return false }
      try db.execute(sql: "DELETE FROM passkeys WHERE id = ?", arguments: [Self.rowID(of: id)])
      let fields: [String: CanonicalJSON] = ["credential": .text("passkey"), "key": .bytes(Self.keyHash(of: passkey))]
      try Self.tell(.credentialRemoved, at: now, fields, in: db)
      return true
    }
  }

  /// Writes down a use unless its count could not follow the last one, or another use took the passkey away.
  func noteUse(of used: Passkey, in db: Database) throws -> Bool {
    guard var passkey = try passkey(used.id, in: db), passkey.person == used.person, passkey.canCount(to: used.counter) else { return false }
    passkey.counter = used.counter
    passkey.isBackedUp = used.isBackedUp
    passkey.lastUsedAt = used.lastUsedAt
    try update(passkey, in: db)
    return true
  }

  private func add(_ passkey: Passkey, at instant: Date, in db: Database) throws {
    guard try self.passkey(passkey.id, in: db) == nil else { throw PasskeyFault.alreadyKnown }
    guard try passkeys(of: passkey.person, in: db).count < Passkey.mostOfOnePerson else { throw PasskeyFault.tooMany }
    let row = Self.rowID(of: passkey.id)
    try db.execute(
      sql: "INSERT INTO passkeys (id, person, body) VALUES (?, ?, ?)",
      arguments: [row, passkey.person.bytes, cipher.seal(passkey, .passkeys, row)])
    try Self.tell(ofNew: "passkey", of: person(passkey.person, in: db), key: Self.keyHash(of: passkey), at: instant, in: db)
  }

  private func update(_ passkey: Passkey, in db: Database) throws {
    let row = Self.rowID(of: passkey.id)
    try db.execute(sql: "UPDATE passkeys SET body = ? WHERE id = ?", arguments: [cipher.seal(passkey, .passkeys, row), row])
  }

  private func passkey(_ id: Data, in db: Database) throws -> Passkey? {
    let row = Self.rowID(of: id)
    return try Data.fetchOne(db, sql: "SELECT body FROM passkeys WHERE id = ?", arguments: [row])
      .map { try cipher.open(Passkey.self, $0, .passkeys, row) }
  }

  private func passkeys(of person: UUID, in db: Database) throws -> [Passkey] {
    try Row.fetchAll(db, sql: "SELECT id, body FROM passkeys WHERE person = ? ORDER BY sequence", arguments: [person.bytes])
      .map { try cipher.open(Passkey.self, $0["body"], .passkeys, $0["id"]) }
  }

  /// SHA-256 of the credential ID: as short for every authenticator, and no ID that a stolen copy could be asked with.
  private static func rowID(of id: Data) -> Data { Data(SHA256.hash(data: id)) }

  /// What the public log knows a passkey by: SHA-256 of its public key.
  private static func keyHash(of passkey: Passkey) -> Data { Data(SHA256.hash(data: passkey.key)) }
}
