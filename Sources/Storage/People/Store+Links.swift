public import Access
public import Foundation
import GRDB

extension Store {
  public func saveLink(hash: Data, person: UUID, expiresAt: Date) async throws {
    let instant = Self.actInstant
    try write { db in
      try db.execute(sql: "DELETE FROM links WHERE person = ?", arguments: [person.bytes])
      try db.execute(
        sql: "INSERT INTO links (hash, person, expires_at) VALUES (?, ?, ?)", arguments: [hash, person.bytes, expiresAt.milliseconds])
      try Self.tell(ofNew: "sign-in-link", of: self.person(person, in: db), at: instant, in: db)
    }
  }

  public func linkOwner(hash: Data, at now: Date) async throws -> Person? {
    try read { db in
      try Data.fetchOne(db, sql: "SELECT person FROM links WHERE hash = ? AND expires_at > ?", arguments: [hash, now.milliseconds])
        .flatMap(UUID.init(bytes:)).flatMap { try person($0, in: db) }
    }
  }

  public func redeemLink(hash: Data, at now: Date) async throws -> Person? {
    try write { db in
      let owner = try Data.fetchOne(
        db, sql: "DELETE FROM links WHERE hash = ? AND expires_at > ? RETURNING person", arguments: [hash, now.milliseconds])
      try db.execute(sql: "DELETE FROM links WHERE expires_at <= ?", arguments: [now.milliseconds])
      return try owner.flatMap(UUID.init(bytes:)).flatMap { try person($0, in: db) }
    }
  }
}
