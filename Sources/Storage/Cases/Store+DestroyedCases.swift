import Foundation
import GRDB
public import Traffic

extension Store {
  /// What is left of a case that was destroyed; `nil` where there is none with this number, or it is still there.
  public func destroyedCase(numbered number: String) throws -> DestroyedCase? {
    try read { db in
      try Row.fetchOne(
        db, sql: "SELECT id, number, state, kind, opened_at, changed_at, destroyed_at FROM cases WHERE number = ? AND destroyed_at IS NOT NULL",
        arguments: [number]
      ).flatMap(Self.destroyedCase)
    }
  }

  /// The same, by its ID.
  public func destroyedCase(_ id: CaseID) throws -> DestroyedCase? {
    try read { db in
      try Row.fetchOne(
        db, sql: "SELECT id, number, state, kind, opened_at, changed_at, destroyed_at FROM cases WHERE id = ? AND destroyed_at IS NOT NULL",
        arguments: [id.uuid.bytes]
      ).flatMap(Self.destroyedCase)
    }
  }

  /// Destroys a case, its notice and its evidence: keys first. Number, state, kind and times stay.
  /// - Returns: Whose files are to be removed once the transaction is durable.
  static func destroyCase(_ id: UUID, at instant: Date, in db: Database) throws -> [UUID] {
    try destroyCaseKey(of: id, in: db)
    try db.execute(
      sql: "UPDATE cases SET body = x'', plate_index = NULL, site = '', camera = '', has_evidence = 0, destroyed_at = ? WHERE id = ?",
      arguments: [instant.milliseconds, id.bytes])
    try db.execute(sql: "UPDATE notices SET body = x'' WHERE case_id = ?", arguments: [id.bytes])
    try db.execute(sql: "DELETE FROM case_reviewers WHERE case_id = ?", arguments: [id.bytes])
    return try release(by: id, in: db)
  }

  private static func destroyedCase(_ row: Row) -> DestroyedCase? {
    guard let id = UUID(bytes: row["id"]), let state = CaseState(rawValue: row["state"]), let kind = ViolationKind(rawValue: row["kind"]) else {
      return nil
    }
    return DestroyedCase(
      id: CaseID(id), number: row["number"], state: state, kind: kind, openedAt: Date(milliseconds: row["opened_at"]),
      changedAt: Date(milliseconds: row["changed_at"]), destroyedAt: Date(milliseconds: row["destroyed_at"]))
  }
}
