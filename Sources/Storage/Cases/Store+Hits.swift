public import Foundation
import GRDB
public import Traffic

extension Store {
  /// Hits, newest first.
  /// - Parameters:
  ///   - openOnly: Leaves out those that a dispatcher has decided on.
  ///   - after: Continues after this one, the last of the page before.
  ///   - area: Leaves out those from elsewhere.
  public func hits(limit: Int = 100, openOnly: Bool, after: UUID? = nil, within area: Area = .everywhere) throws -> [Hit] {
    let condition = openOnly ? "decision = 'open' AND" : ""
    return try read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT id, body FROM hits WHERE \(condition)
            sequence < ifnull((SELECT sequence FROM hits WHERE id = ?), 9223372036854775807)\(area.narrowing("site"))
          ORDER BY sequence DESC LIMIT ?
          """,
        arguments: [after?.bytes] + area.arguments + [limit]
      ).map { try self.hit($0, in: db) }
    }
  }

  /// How many hits wait for a dispatcher.
  public func openHitCount(within area: Area = .everywhere) throws -> Int {
    try read { db in
      try Int.fetchOne(db, sql: "SELECT count(*) FROM hits WHERE decision = 'open'\(area.narrowing("site"))", arguments: area.arguments) ?? 0
    }
  }

  /// The hit, where it lies in an area.
  public func hit(_ id: UUID, within area: Area = .everywhere) throws -> Hit? { try read { db in try hit(id, within: area, in: db) } }

  /// Writes down what a dispatcher saw.
  /// - Returns: The hit as decided.
  /// - Throws: ``StorageFault/changedMeanwhile(_:)`` where it was decided already, ``StorageFault/notFound(_:)``.
  @discardableResult
  public func decideHit(_ id: UUID, _ decision: Hit.Decision, by person: String, note: String?, at instant: Date) throws -> Hit {
    try write { db in
      guard var hit = try hit(id, in: db) else { throw StorageFault.notFound("This hit") }
      guard hit.decision == .open else { throw StorageFault.changedMeanwhile("This hit") }
      hit.decision = decision
      hit.decidedBy = person
      hit.decidedAt = instant
      hit.note = note
      try update(hit, in: db)
      try Self.count(hit, decidedAt: instant, in: db)
      return hit
    }
  }

  /// - Returns: The keys that the hit was given.
  func insert(_ hit: Hit, in db: Database) throws -> CaseKey {
    let key = try writingKey(of: hit.id, in: db)
    try db.execute(
      sql: "INSERT INTO hits (id, decision, site, camera, captured_at, body) VALUES (?, ?, ?, ?, ?, ?)",
      arguments: [
        hit.id.bytes, hit.decision.rawValue, hit.pass.site.rawValue, hit.pass.camera.rawValue, hit.pass.capturedAt.milliseconds,
        try cipher.seal(hit, .hits, hit.id.bytes, under: key),
      ])
    return key
  }

  private func hit(_ id: UUID, within area: Area = .everywhere, in db: Database) throws -> Hit? {
    try Row.fetchOne(
      db, sql: "SELECT id, body FROM hits WHERE id = ?\(area.narrowing("site"))", arguments: [id.bytes] + area.arguments
    ).map { try hit($0, in: db) }
  }

  func update(_ hit: Hit, in db: Database) throws {
    let body = try cipher.seal(hit, .hits, hit.id.bytes, under: writingKey(of: hit.id, in: db))
    try db.execute(sql: "UPDATE hits SET decision = ?, body = ? WHERE id = ?", arguments: [hit.decision.rawValue, body, hit.id.bytes])
  }

  func hit(_ row: Row, in db: Database) throws -> Hit {
    let key = try fileKey(of: row["id"], in: db)
    return try cipher.open(Hit.self, row["body"], .hits, row["id"], under: key)
  }
}
