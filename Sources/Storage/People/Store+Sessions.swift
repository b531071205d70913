public import Access
public import Foundation
import GRDB

extension Store {
  /// Sessions that began longer ago are cleared away; how long one may last, ``FrontDoor`` decides.
  private static let longestSession: TimeInterval = 7 * 86_400

  public func saveSession(_ session: Session) async throws {
    try write { db in
      try db.execute(
        sql: "INSERT INTO sessions (hash, person, started_at, seen_at, body) VALUES (?, ?, ?, ?, ?)",
        arguments: [
          session.hash, session.person.bytes, session.startedAt.milliseconds, session.seenAt.milliseconds,
          cipher.seal(SessionOrigin(session), .sessions, session.hash),
        ])
      let oldest = session.startedAt.addingTimeInterval(-Self.longestSession).milliseconds
      try db.execute(sql: "DELETE FROM sessions WHERE started_at < ?", arguments: [oldest])
    }
  }

  public func session(hash: Data) async throws -> Session? {
    try read { db in
      try Row.fetchOne(db, sql: "SELECT * FROM sessions WHERE hash = ?", arguments: [hash]).flatMap(session)
    }
  }

  public func sessions(of person: UUID) async throws -> [Session] {
    try read { db in
      try Row.fetchAll(db, sql: "SELECT * FROM sessions WHERE person = ?", arguments: [person.bytes]).compactMap(session)
    }
  }

  public func touchSession(hash: Data, at now: Date) async throws {
    try write { db in try db.execute(sql: "UPDATE sessions SET seen_at = ? WHERE hash = ?", arguments: [now.milliseconds, hash]) }
  }

  public func endSession(hash: Data) async throws {
    try write { db in try db.execute(sql: "DELETE FROM sessions WHERE hash = ?", arguments: [hash]) }
  }

  public func endSessions(of person: UUID) async throws {
    try write { db in
      try db.execute(sql: "DELETE FROM sessions WHERE person = ?", arguments: [person.bytes])
      try db.execute(sql: "DELETE FROM links WHERE person = ?", arguments: [person.bytes])
    }
  }

  private func session(_ row: Row) throws -> Session? {
    guard let person = UUID(bytes: row["person"]) else { return nil }
    let hash: Data = row["hash"]
    let origin = try cipher.open(SessionOrigin.self, row["body"], .sessions, hash)
    return Session(
      hash: hash, person: person, startedAt: Date(milliseconds: row["started_at"]), seenAt: Date(milliseconds: row["seen_at"]), way: origin.way,
      caller: origin.caller)
  }
}
