public import Enforcement
import Foundation
import GRDB
public import Traffic

extension Store: CaseStore {
  public func `case`(_ id: CaseID) async throws -> Case? { try read { db in try self.case(id, in: db) } }

  /// The case, where it lies in an area; what lies outside is not there.
  public func `case`(_ id: CaseID, within area: Area) async throws -> Case? {
    try read { db in
      try Row.fetchOne(
        db, sql: "SELECT id, body FROM cases WHERE id = ? AND destroyed_at IS NULL\(area.narrowing("site"))",
        arguments: [id.uuid.bytes] + area.arguments
      ).map { try self.case($0, in: db) }
    }
  }

  /// The case with a number such as `G-2026-000123`.
  public func `case`(numbered number: String) async throws -> Case? {
    try read { db in
      try Row.fetchOne(db, sql: "SELECT id, body FROM cases WHERE number = ? AND destroyed_at IS NULL", arguments: [number])
        .map { try self.case($0, in: db) }
    }
  }

  public func cases(_ query: CaseQuery) async throws -> [Case] {
    let selection = CaseSelection(query)
    return try read { db in
      try Row.fetchAll(
        db, sql: "SELECT id, body FROM cases WHERE \(selection.condition) ORDER BY sequence LIMIT ?",
        arguments: selection.arguments + [query.limit]
      ).map { try self.case($0, in: db) }
    }
  }

  /// The IDs of what ``cases(_:)`` would list, in the same order; nothing is decrypted.
  public func caseIDs(_ query: CaseQuery) async throws -> [CaseID] {
    let selection = CaseSelection(query)
    return try read { db in
      try Data.fetchAll(
        db, sql: "SELECT id FROM cases WHERE \(selection.condition) ORDER BY sequence LIMIT ?", arguments: selection.arguments + [query.limit]
      ).compactMap(UUID.init(bytes:)).map(CaseID.init)
    }
  }

  /// How many cases a query would list without its limit.
  public func count(_ query: CaseQuery) async throws -> Int {
    let selection = CaseSelection(query)
    return try read { db in
      try Int.fetchOne(db, sql: "SELECT count(*) FROM cases WHERE \(selection.condition)", arguments: selection.arguments) ?? 0
    }
  }

  /// Cases of one plate, newest first: of the plate that review settled on, else of the machine's.
  public func cases(of plate: Plate, limit: Int = 100) async throws -> [Case] {
    try read { db in
      let indexes = try keys.keepUp(in: db).indexes(.casePlate, plate.text)
      let marks = Array(repeating: "?", count: indexes.count).joined(separator: ", ")
      return try Row.fetchAll(
        db, sql: "SELECT id, body FROM cases WHERE plate_index IN (\(marks)) ORDER BY sequence DESC LIMIT ?",
        arguments: StatementArguments(indexes) + [limit]
      ).map { try self.case($0, in: db) }
    }
  }

  public func countsByState() async throws -> [CaseState: Int] { try await countsByState(within: .everywhere) }

  /// The same of an area.
  public func countsByState(within area: Area) async throws -> [CaseState: Int] {
    try read { db in
      var counts: [CaseState: Int] = [:]
      for state in CaseState.allCases {
        let sql = "SELECT count(*) FROM cases WHERE state = ? AND destroyed_at IS NULL\(area.narrowing("site"))"
        let count = try Int.fetchOne(db, sql: sql, arguments: [state.rawValue] + area.arguments) ?? 0
        if count > 0 { counts[state] = count }
      }
      return counts
    }
  }

  /// Changes a case in one transaction, or not at all. ID, number, pass and hold stay what they are, whatever `change` does to them.
  /// - Throws: What `change` throws; ``StorageFault/changedMeanwhile(_:)`` where the case is in another state than expected.
  @discardableResult
  public func change(_ id: CaseID, expecting: CaseState, _ change: @Sendable (inout Case) throws -> Void) async throws -> Case {
    try write { db in try self.change(id, expecting: expecting, in: db, change) }
  }
}
