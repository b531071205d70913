import Foundation
import GRDB
import Traffic

/// A case as a row: what lists and counts need in clear, the plate as a keyed index, everything else under the case's own key.
extension Store {
  func `case`(_ id: CaseID, in db: Database) throws -> Case? {
    try Row.fetchOne(db, sql: "SELECT id, body FROM cases WHERE id = ? AND destroyed_at IS NULL", arguments: [id.uuid.bytes])
      .map { try self.case($0, in: db) }
  }

  func `case`(_ row: Row, in db: Database) throws -> Case {
    let key = try fileKey(of: row["id"], in: db)
    return try cipher.open(Case.self, row["body"], .cases, row["id"], under: key)
  }

  func change(_ id: CaseID, expecting: CaseState, in db: Database, _ change: (inout Case) throws -> Void) throws -> Case {
    guard let before = try self.case(id, in: db) else { throw StorageFault.notFound("This case") }
    guard before.state == expecting else { throw StorageFault.changedMeanwhile("This case") }
    var after = before
    try change(&after)
    after.id = before.id
    after.number = before.number
    after.pass = before.pass
    after.hold = before.hold
    try update(after, in: db)
    try Self.count(changeOf: before, to: after, in: db)
    return after
  }

  /// - Returns: The keys that the case was given.
  func insert(_ opened: Case, in db: Database) throws -> CaseKey {
    let key = try writingKey(of: opened.id.uuid, in: db)
    try db.execute(
      sql: """
        INSERT INTO cases (id, number, state, kind, site, camera, opened_at, changed_at, plate_index, has_evidence, is_held, body)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        opened.id.uuid.bytes, opened.number, opened.state.rawValue, opened.violation.kind.rawValue, opened.pass.site.rawValue,
        opened.pass.camera.rawValue, opened.openedAt.milliseconds, changedAt(opened).milliseconds, plateIndex(opened),
        !opened.evidence.items.isEmpty, opened.hold != nil, try cipher.seal(opened, .cases, opened.id.uuid.bytes, under: key),
      ])
    try noteReviewers(of: opened, in: db)
    return key
  }

  func update(_ changed: Case, in db: Database) throws {
    let key = try writingKey(of: changed.id.uuid, in: db)
    try db.execute(
      sql: "UPDATE cases SET state = ?, changed_at = ?, plate_index = ?, has_evidence = ?, is_held = ?, body = ? WHERE id = ?",
      arguments: [
        changed.state.rawValue, changedAt(changed).milliseconds, plateIndex(changed), !changed.evidence.items.isEmpty, changed.hold != nil,
        try cipher.seal(changed, .cases, changed.id.uuid.bytes, under: key), changed.id.uuid.bytes,
      ])
    try noteReviewers(of: changed, in: db)
  }

  private func noteReviewers(of reviewed: Case, in db: Database) throws {
    for review in reviewed.reviews {
      try db.execute(
        sql: "INSERT OR IGNORE INTO case_reviewers (case_id, person) VALUES (?, ?)", arguments: [reviewed.id.uuid.bytes, review.reviewer.bytes])
    }
  }

  /// When the case came into its present state.
  private func changedAt(_ changed: Case) -> Date { changed.timeline.last { $0.state != nil }?.at ?? changed.openedAt }

  private func plateIndex(_ indexed: Case) -> Data? {
    (indexed.settledPlate ?? indexed.pass.plate).map { keys.index(.casePlate, $0.text) }
  }
}
