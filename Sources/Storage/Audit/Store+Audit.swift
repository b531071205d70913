public import Foundation
import GRDB
import TransparencyLog

/// The audit records: written once, and read by auditors.
extension Store {
  /// Rows that are forgotten in one transaction.
  private static let rowsAtOnce = 2000
  private static let auditColumns = "sequence, id, number, log_shard, log_index, body"

  /// Enters a record, and tells the log of it, in the next shared transaction; durable on return.
  public func enter(_ record: AuditRecord) async throws {
    try await commit { db in try self.enter(record, in: db) }
  }

  /// The same in a transaction of its own.
  public func put(_ record: AuditRecord) throws { try write { db in try enter(record, in: db) } }

  func enter(_ record: AuditRecord, in db: Database) throws {
    let bytes = record.bytes
    let opening = Data((0..<32).map { _ in UInt8.random(in: .min ... .max) })
    let commitment = AuditEntry.commitment(opening: opening, bytes: bytes)
    let number = try Self.tell(.auditRecorded, at: record.at, record.publicFields(commitment: commitment), in: db)
    let id = UUID().bytes
    let body = try cipher.seal(SealedAuditRecord(opening: opening, record: bytes), .audit, id)
    try db.execute(
      sql: "INSERT INTO audit (id, at, person, act, subject, outcome, number, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
      arguments: [
        id, record.at.milliseconds, record.actor.person?.bytes ?? AuditQuery.console, record.act.rawValue, record.subject.rawValue,
        record.outcome.rawValue, number, body,
      ])
  }

  /// Records, the newest first.
  /// - Parameter after: Continues after the record with this sequence, the last of the page before.
  public func auditEntries(_ query: AuditQuery = AuditQuery(), limit: Int = 50, after: Int? = nil) throws -> [AuditEntry] {
    let selection = query.selection
    return try read { db in
      var condition = selection.condition
      var arguments = selection.arguments
      if let after, let at = try Int64.fetchOne(db, sql: "SELECT at FROM audit WHERE sequence = ?", arguments: [after]) {
        condition += " AND at <= ? AND (at < ? OR sequence < ?)"
        arguments += [at, at, after]
      }
      return try Row.fetchAll(
        db, sql: "SELECT \(Self.auditColumns) FROM audit WHERE \(condition) ORDER BY at DESC, sequence DESC LIMIT ?",
        arguments: arguments + [limit]
      ).map(auditEntry)
    }
  }

  /// How many records a query means.
  public func auditCount(_ query: AuditQuery) throws -> Int {
    let selection = query.selection
    return try read { db in
      try Int.fetchOne(db, sql: "SELECT count(*) FROM audit WHERE \(selection.condition)", arguments: selection.arguments) ?? 0
    }
  }

  /// When the oldest record that is kept was made; `nil` where there is none.
  public func oldestAudit() throws -> Date? {
    try read { db in try Int64.fetchOne(db, sql: "SELECT min(at) FROM audit").map(Date.init(milliseconds:)) }
  }

  public func auditEntry(_ sequence: Int) throws -> AuditEntry? {
    try read { db in
      try Row.fetchOne(db, sql: "SELECT \(Self.auditColumns) FROM audit WHERE sequence = ?", arguments: [sequence]).map(auditEntry)
    }
  }

  /// Some of the records of people in a span, drawn by lot: by their IDs, which are random and were drawn before anybody could know what would be
  /// looked at. The same ones each time.
  public func auditSample(from: Date, to: Date, count: Int) throws -> [AuditEntry] {
    let acts: [AuditRecord.Act] = [.consultation, .disclosure, .combination]
    return try read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT \(Self.auditColumns) FROM audit
          WHERE at >= ? AND at < ? AND person <> ? AND act IN (?, ?, ?) AND subject NOT IN (?, ?) ORDER BY id LIMIT ?
          """,
        arguments: StatementArguments([from.milliseconds, to.milliseconds]) + [AuditQuery.console] + StatementArguments(acts.map(\.rawValue))
          + [AuditRecord.Subject.audit.rawValue, AuditRecord.Subject.auditReview.rawValue, count]
      ).map(auditEntry)
    }
  }

  /// Forgets the records of before an instant, and what auditors said of them.
  /// - Returns: How many.
  @discardableResult
  public func forgetAudit(before instant: Date) throws -> Int {
    var total = 0
    while case let count = try forgetSomeAudit(before: instant), count > 0 { total += count }
    return total
  }

  private func forgetSomeAudit(before instant: Date) throws -> Int {
    try write { db in
      let old = try Int.fetchAll(
        db, sql: "SELECT sequence FROM audit WHERE at < ? ORDER BY at LIMIT ?", arguments: [instant.milliseconds, Self.rowsAtOnce])
      for sequence in old {
        try db.execute(sql: "DELETE FROM audit_assessments WHERE record = ?", arguments: [sequence])
        try db.execute(sql: "DELETE FROM audit WHERE sequence = ?", arguments: [sequence])
      }
      return old.count
    }
  }

  private func auditEntry(_ row: Row) throws -> AuditEntry {
    guard let id = UUID(bytes: row["id"]) else { throw StorageFault.damaged("A row of \(Table.audit.rawValue)") }
    let sealed = try cipher.open(SealedAuditRecord.self, row["body"], .audit, row["id"])
    let place = (row["log_shard"] as String?).map { AuditPlace(shard: $0, index: row["log_index"]) }
    return AuditEntry(
      sequence: row["sequence"], id: id, number: row["number"], place: place, record: try AuditRecord(bytes: sealed.record), bytes: sealed.record,
      opening: sealed.opening)
  }
}
