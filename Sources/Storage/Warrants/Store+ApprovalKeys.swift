import Access
import Crypto
public import Foundation
import GRDB
import TransparencyLog

extension Store {
  /// Keeps a person's key; it replaces the one before.
  public func save(_ card: ApprovalKeyCard) throws {
    try write { db in
      if let before = try approvalKey(of: card.person, in: db), before.key != card.key {
        let hash = Data(SHA256.hash(data: before.key))
        try Self.tell(.credentialRemoved, at: card.registeredAt, ["credential": .text("approval-key"), "key": .bytes(hash)], in: db)
      }
      let body = try cipher.seal(card, .approvalKeys, card.person.bytes)
      try db.execute(
        sql: "INSERT INTO approval_keys (person, body) VALUES (?, ?) ON CONFLICT (person) DO UPDATE SET body = excluded.body",
        arguments: [card.person.bytes, body])
      let hash = Data(SHA256.hash(data: card.key))
      try Self.tell(ofNew: "approval-key", of: person(card.person, in: db), key: hash, at: card.registeredAt, in: db)
    }
  }

  /// The key that a person signs warrants with; `nil` where none is registered.
  public func approvalKey(of person: UUID) throws -> ApprovalKeyCard? {
    try read { db in try approvalKey(of: person, in: db) }
  }

  /// Everybody's keys.
  public func approvalKeys() throws -> [ApprovalKeyCard] {
    try read { db in
      try Row.fetchAll(db, sql: "SELECT person, body FROM approval_keys").map {
        try cipher.open(ApprovalKeyCard.self, $0["body"], .approvalKeys, $0["person"])
      }
    }
  }

  /// Notes that a keyholder was told of a key, unless the person has another one by now.
  public func noteProposal(of card: ApprovalKeyCard, to holder: String) throws {
    try write { db in
      guard var current = try approvalKey(of: card.person, in: db), current.key == card.key else { return }
      current.proposedTo.insert(holder)
      try db.execute(
        sql: "UPDATE approval_keys SET body = ? WHERE person = ?",
        arguments: [try cipher.seal(current, .approvalKeys, card.person.bytes), card.person.bytes])
    }
  }

  private func approvalKey(of person: UUID, in db: Database) throws -> ApprovalKeyCard? {
    try Data.fetchOne(db, sql: "SELECT body FROM approval_keys WHERE person = ?", arguments: [person.bytes])
      .map { try cipher.open(ApprovalKeyCard.self, $0, .approvalKeys, person.bytes) }
  }
}
