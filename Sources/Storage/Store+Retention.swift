public import Foundation
import GRDB
import Sealing
import Traffic

extension Store {
  /// Rows destroyed in one transaction, so that cameras do not wait for retention.
  private static let rowsAtOnce = 2000

  /// Destroys what has reached its end: passes, the evidence of rejected cases, hits that were none, unparsed bodies. Keys go first, then bytes.
  /// - Parameters:
  ///   - passesOlderThan: Passes whose capture hour ended before this instant.
  ///   - rejectedBefore: Evidence of cases rejected, and hits not confirmed of passes captured, before this instant. The rejected case itself
  ///     stays, without pictures, so that it can be told why it was rejected.
  ///   - unparsedBefore: Unparsed bodies received before this instant, looked at or not.
  /// - Returns: How many passes, cases, hits and bodies were destroyed or lost their evidence.
  @discardableResult
  public func expire(passesOlderThan: Date, rejectedBefore: Date, unparsedBefore: Date) async throws -> Int {
    var destroyed = 0
    destroyed += try repeating { try expirePasses(before: passesOlderThan.hourSince1970) }
    destroyed += try repeating { try expireRejected(before: rejectedBefore) }
    destroyed += try repeating { try expireHits(before: rejectedBefore) }
    destroyed += try repeating { try expireUnparsed(before: unparsedBefore) }
    if destroyed > 0 { try emptyLog() }
    return destroyed
  }

  private func repeating(_ step: () throws -> Int) throws -> Int {
    var total = 0
    while case let count = try step(), count > 0 { total += count }
    return total
  }

  private func expirePasses(before hour: Int) throws -> Int {
    try write { db in
      try db.execute(
        sql: "DELETE FROM passes WHERE rowid IN (SELECT rowid FROM passes WHERE hour < ? LIMIT ?)", arguments: [hour, Self.rowsAtOnce])
      return db.changesCount
    }
  }

  private func expireRejected(before instant: Date) throws -> Int {
    let (count, files) = try write { db in
      let rows = try Row.fetchAll(
        db, sql: "SELECT id, body FROM cases WHERE state = 'rejected' AND has_evidence = 1 AND changed_at < ? LIMIT ?",
        arguments: [instant.milliseconds, Self.rowsAtOnce])
      let files = try rows.map(self.case).flatMap { rejected in
        var rejected = rejected
        rejected.evidence = Evidence()
        rejected.timeline.append(Case.Event(at: Date(), what: "Evidence destroyed: the case was rejected and its time has passed"))
        try update(rejected, in: db)
        return try Self.release(by: rejected.id.uuid, in: db)
      }
      return (rows.count, files)
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
  private func emptyLog() throws {
    try pool.writeWithoutTransaction { db in _ = try Row.fetchOne(db, sql: "PRAGMA wal_checkpoint(TRUNCATE)") }
  }
}
