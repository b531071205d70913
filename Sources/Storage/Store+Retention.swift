public import Foundation
import GRDB
import Traffic

extension Store {
  /// Rows destroyed in one transaction, so that cameras do not wait for retention.
  private static let rowsAtOnce = 2000
  /// The same of whole cases, of which each has more to let go of.
  private static let casesAtOnce = 200

  /// Destroys what has reached its end: the evidence of rejected cases, hits that were none, unparsed bodies, closed cases. Keys go first, then
  /// bytes. Cases on legal hold are left alone.
  /// - Parameters:
  ///   - rejectedBefore: Evidence of cases rejected, and hits not confirmed of passes captured, before this instant. The rejected case itself
  ///     stays, without pictures, so that it can be told why it was rejected.
  ///   - unparsedBefore: Unparsed bodies received before this instant, looked at or not.
  ///   - closedBefore: Cases to which nothing more can happen (closed, rejected, void, expired) and that came to that before this instant, with
  ///     notice and evidence; `nil` keeps them. See ``DestroyedCase`` for what is left of one.
  ///   - now: Stands in what is left as the time of destruction.
  /// - Returns: How many cases, hits and bodies were destroyed or lost their evidence.
  @discardableResult
  public func expire(rejectedBefore: Date, unparsedBefore: Date, closedBefore: Date? = nil, now: Date = Date()) async throws -> Int {
    var destroyed = 0
    destroyed += try repeating { try expireRejected(before: rejectedBefore, at: now) }
    destroyed += try repeating { try expireHits(before: rejectedBefore) }
    destroyed += try repeating { try expireUnparsed(before: unparsedBefore) }
    if let closedBefore { destroyed += try repeating { try expireClosed(before: closedBefore, at: now) } }
    if destroyed > 0 { try emptyLog() }
    return destroyed
  }

  private func repeating(_ step: () throws -> Int) throws -> Int {
    var total = 0
    while case let count = try step(), count > 0 { total += count }
    return total
  }

  private func expireRejected(before instant: Date, at now: Date) throws -> Int {
    let (count, files) = try write { db in
      let rows = try Row.fetchAll(
        db,
        sql: "SELECT id, body FROM cases WHERE state = 'rejected' AND has_evidence = 1 AND is_held = 0 AND changed_at < ? LIMIT ?",
        arguments: [instant.milliseconds, Self.rowsAtOnce])
      let files = try rows.flatMap { row in
        var rejected = try self.case(row, in: db)
        try Self.destroyKey(.evidence, of: rejected.id.uuid, in: db)
        rejected.evidence = Evidence()
        rejected.timeline.append(Case.Event(at: now, what: "Evidence destroyed: the case was rejected and its time has passed"))
        let files = try Self.release(by: rejected.id.uuid, in: db)
        try update(rejected, in: db)
        return files
      }
      return (rows.count, files)
    }
    objects.remove(files)
    return count
  }

  private func expireClosed(before instant: Date, at now: Date) throws -> Int {
    let states = DestroyedCase.states.map(\.rawValue)
    let (count, files) = try write { db in
      let ids = try Data.fetchAll(
        db,
        sql: """
          SELECT id FROM cases WHERE state IN (\(Array(repeating: "?", count: states.count).joined(separator: ", ")))
            AND destroyed_at IS NULL AND is_held = 0 AND changed_at < ? LIMIT ?
          """,
        arguments: StatementArguments(states) + [instant.milliseconds, Self.casesAtOnce]
      ).compactMap(UUID.init(bytes:))
      return (ids.count, try ids.flatMap { try Self.destroyCase($0, at: now, in: db) })
    }
    objects.remove(files)
    return count
  }

  private func expireHits(before instant: Date) throws -> Int {
    try expire(
      "SELECT id FROM hits WHERE decision IN ('wrong-region', 'misread', 'dismissed') AND captured_at < ? LIMIT ?", before: instant,
      deleting: "DELETE FROM hits WHERE id = ?")
  }

  private func expireUnparsed(before instant: Date) throws -> Int {
    try expire("SELECT id FROM unparsed WHERE received_at < ? LIMIT ?", before: instant, deleting: "DELETE FROM unparsed WHERE id = ?")
  }

  private func expire(_ selection: String, before instant: Date, deleting deletion: String) throws -> Int {
    let (count, files) = try write { db in
      let ids = try Data.fetchAll(db, sql: selection, arguments: [instant.milliseconds, Self.rowsAtOnce])
      let files = try ids.compactMap(UUID.init(bytes:)).flatMap { id in
        try Self.destroyCaseKey(of: id, in: db)
        try db.execute(sql: deletion, arguments: [id.bytes])
        return try Self.release(by: id, in: db)
      }
      return (ids.count, files)
    }
    objects.remove(files)
    return count
  }

  /// Moves the write-ahead log into the database and empties it: until then a key that was destroyed still stands in it. Readers may keep it
  /// from being emptied now; the next time does it then.
  /// - Returns: Whether it is empty.
  @discardableResult
  func emptyLog() throws -> Bool {
    try pool.writeWithoutTransaction { db in try Int.fetchOne(db, sql: "PRAGMA wal_checkpoint(TRUNCATE)") == 0 }
  }
}
