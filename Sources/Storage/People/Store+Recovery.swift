public import Access
public import Foundation
import GRDB
import TransparencyLog

extension Store: RecoveryStore {
  public func recovery(of person: UUID) async throws -> RecoveryMeans? { try read { db in try recovery(of: person, in: db) } }

  public func save(_ means: RecoveryMeans) async throws {
    let instant = Self.actInstant
    try write { db in
      try put(means, in: db)
      try Self.tell(ofNew: "recovery", of: person(means.person, in: db), at: instant, in: db)
    }
  }

  public func changeRecovery(of person: UUID, _ change: @Sendable (inout RecoveryMeans) -> Bool) async throws -> Bool? {
    try write { db in
      guard var means = try recovery(of: person, in: db) else { return nil }
      let answer = change(&means)
      try put(means, in: db)
      return answer
    }
  }

  public func removeRecovery(of person: UUID, at now: Date) async throws -> Bool {
    try write { db in
      try db.execute(sql: "DELETE FROM recovery WHERE person = ?", arguments: [person.bytes])
      guard db.changesCount == 1 else { return false }
      try Self.tell(.credentialRemoved, at: now, ["credential": .text("recovery")], in: db)
      return true
    }
  }

  private func put(_ means: RecoveryMeans, in db: Database) throws {
    try db.execute(
      sql: "INSERT INTO recovery (person, body) VALUES (?, ?) ON CONFLICT (person) DO UPDATE SET body = excluded.body",
      arguments: [means.person.bytes, cipher.seal(means, .recovery, means.person.bytes)])
  }

  private func recovery(of person: UUID, in db: Database) throws -> RecoveryMeans? {
    try Data.fetchOne(db, sql: "SELECT body FROM recovery WHERE person = ?", arguments: [person.bytes])
      .map { try cipher.open(RecoveryMeans.self, $0, .recovery, person.bytes) }
  }
}
