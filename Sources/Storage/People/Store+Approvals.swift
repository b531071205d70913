public import Access
import Crypto
public import Foundation
import GRDB

extension Store: ApprovalStore {
  public func keep(_ approval: Approval, use passkey: Passkey) async throws -> Bool {
    let trail = AuditTrail.current
    // The act's own record is entered with the act, and names the approval; it is not entered with the approval already.
    let isKept = try AuditTrail.$current.withValue(nil) {
      try write { db in
        guard try noteUse(of: passkey, in: db) else { return false }
        try db.execute(
          sql: "INSERT INTO approvals (id, at, body) VALUES (?, ?, ?)",
          arguments: [approval.id.bytes, approval.at.milliseconds, cipher.seal(approval, .approvals, approval.id.bytes)])
        return true
      }
    }
    if isKept { trail?.note { $0.approval = AuditRecord.ApprovalMark(approval) } }
    return isKept
  }

  public func approval(_ id: UUID) async throws -> Approval? {
    try read { db in
      try Data.fetchOne(db, sql: "SELECT body FROM approvals WHERE id = ?", arguments: [id.bytes])
        .map { try cipher.open(Approval.self, $0, .approvals, id.bytes) }
    }
  }

  public func approvals(limit: Int) async throws -> [Approval] {
    try read { db in
      try Row.fetchAll(db, sql: "SELECT id, body FROM approvals ORDER BY sequence DESC LIMIT ?", arguments: [limit])
        .map { try cipher.open(Approval.self, $0["body"], .approvals, $0["id"]) }
    }
  }
}
