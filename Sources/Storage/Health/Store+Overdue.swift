public import Foundation
import GRDB
import Traffic

extension Store {
  /// Counts what retention should have destroyed and has not, by the same rules as ``expire(rejectedBefore:unparsedBefore:closedBefore:now:)``.
  /// - Parameters:
  ///   - rejectedBefore: Counts evidence of cases rejected, and hits not confirmed of passes captured, before this instant.
  ///   - unparsedBefore: Counts bodies received before this instant.
  ///   - closedBefore: Counts cases that came to their end before this instant; `nil` counts none.
  ///   - auditBefore: Counts audit records of before this instant.
  public func overdue(rejectedBefore: Date, unparsedBefore: Date, closedBefore: Date?, auditBefore: Date) throws -> OverdueCounts {
    try read { db in
      func count(_ sql: String, _ arguments: StatementArguments) throws -> Int { try Int.fetchOne(db, sql: sql, arguments: arguments) ?? 0 }
      let states = DestroyedCase.states.map(\.rawValue)
      let marks = Array(repeating: "?", count: states.count).joined(separator: ", ")
      return OverdueCounts(
        rejected: try count(
          "SELECT count(*) FROM cases WHERE state = 'rejected' AND has_evidence = 1 AND is_held = 0 AND changed_at < ?",
          [rejectedBefore.milliseconds]),
        hits: try count(
          "SELECT count(*) FROM hits WHERE decision IN ('wrong-region', 'misread', 'dismissed') AND captured_at < ?", [rejectedBefore.milliseconds]),
        unparsed: try count("SELECT count(*) FROM unparsed WHERE received_at < ?", [unparsedBefore.milliseconds]),
        closed: try closedBefore.map {
          try count(
            "SELECT count(*) FROM cases WHERE state IN (\(marks)) AND destroyed_at IS NULL AND is_held = 0 AND changed_at < ?",
            StatementArguments(states) + [$0.milliseconds])
        } ?? 0,
        audit: try count("SELECT count(*) FROM audit WHERE at < ?", [auditBefore.milliseconds]))
    }
  }
}
