public import Foundation
import GRDB
public import Traffic

extension Store {
  /// Issues the notice of an approved case, in one transaction with the case's move to ``CaseState/noticeIssued``.
  /// - Parameters:
  ///   - instant: When it is issued; its year stands in the number.
  ///   - write: Is given the case and the notice's number, moves the case to ``CaseState/noticeIssued`` and writes the notice.
  /// - Returns: The notice. A number is used up only by a notice that was issued.
  /// - Throws: What `write` throws; ``StorageFault/changedMeanwhile(_:)`` where the case is not, or no longer, approved.
  public func issueNotice(
    for id: CaseID, at instant: Date, _ write: @Sendable (inout Case, _ number: String) throws -> Notice
  ) async throws -> Notice {
    try self.write { db in
      let number = try Self.nextNumber("N", at: instant, in: db)
      var issued: Notice?
      _ = try change(id, expecting: .approved, in: db) { changed in
        issued = try write(&changed, number)
        changed.noticeNumber = number
        guard changed.state == .noticeIssued else { throw StorageFault.failed("a notice was written, but its case was not moved on.") }
      }
      guard let issued, issued.number == number, issued.caseID == id else {
        throw StorageFault.failed("the notice does not bear its case and number.")
      }
      try insert(issued, in: db)
      return issued
    }
  }

  /// The notice with a number such as `N-2026-000001`, where its case lies in an area.
  public func notice(_ number: String, within area: Area = .everywhere) throws -> Notice? {
    try read { db in
      try Row.fetchOne(
        db, sql: "SELECT number, case_id, body FROM notices WHERE number = ? AND length(body) > 0\(area.narrowing(caseColumn: "case_id"))",
        arguments: [number] + area.arguments
      ).map { try notice($0, in: db) }
    }
  }

  /// Where the vehicles of all notices were caught, by the notices' numbers; those whose case was destroyed lie nowhere.
  public func noticeSites() throws -> [String: SiteID] {
    let rows = try read { db in
      try Row.fetchAll(db, sql: "SELECT notices.number, cases.site FROM notices JOIN cases ON cases.id = notices.case_id WHERE cases.site <> ''")
    }
    return Dictionary(rows.compactMap { row in SiteID(rawValue: row["site"]).map { (row["number"], $0) } }) { first, _ in first }
  }

  /// Notices, newest first.
  /// - Parameters:
  ///   - after: Continues after the notice with this number, the last of the page before.
  ///   - area: Leaves out those whose case lies elsewhere.
  public func notices(limit: Int = 100, after: String? = nil, within area: Area = .everywhere) throws -> [Notice] {
    try read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT number, case_id, body FROM notices
          WHERE length(body) > 0 AND sequence < ifnull((SELECT sequence FROM notices WHERE number = ?), 9223372036854775807)
          \(area.narrowing(caseColumn: "case_id")) ORDER BY sequence DESC LIMIT ?
          """,
        arguments: [after] + area.arguments + [limit]
      ).map { try notice($0, in: db) }
    }
  }

  private func insert(_ notice: Notice, in db: Database) throws {
    let body = try cipher.seal(notice, .notices, Data(notice.number.utf8), under: writingKey(of: notice.caseID.uuid, in: db))
    try db.execute(
      sql: "INSERT INTO notices (number, case_id, issued_at, body) VALUES (?, ?, ?, ?)",
      arguments: [notice.number, notice.caseID.uuid.bytes, notice.issuedAt.milliseconds, body])
  }

  func update(_ notice: Notice, in db: Database) throws {
    let body = try cipher.seal(notice, .notices, Data(notice.number.utf8), under: writingKey(of: notice.caseID.uuid, in: db))
    try db.execute(sql: "UPDATE notices SET body = ? WHERE number = ?", arguments: [body, notice.number])
  }

  func notice(_ row: Row, in db: Database) throws -> Notice {
    let key = try fileKey(of: row["case_id"], in: db)
    return try cipher.open(Notice.self, row["body"], .notices, Data((row["number"] as String).utf8), under: key)
  }
}
