public import Foundation
import GRDB
import Synchronization
public import Traffic

extension Store {
  /// Keeps what became of a capture, in one transaction: cases with their numbers, hits and counts; the inbox row goes, and
  /// objects that nobody owns are destroyed, key first.
  /// - Returns: The cases with their numbers.
  /// - Throws: ``StorageFault``; the capture is still in the inbox then. ``StorageFault/notFound(_:)`` where it is settled already.
  @discardableResult
  public func settle(_ settlement: Settlement) async throws -> [Case] {
    let (cases, destroyed) = try await commit { db in try self.settle(settlement, in: db) }
    objects.remove(destroyed)
    remnants.withLock { $0.areThere = true }
    unnamed.withLock { $0.subtract(settlement.newObjects.map(\.id)) }
    return cases
  }

  private func settle(_ settlement: Settlement, in db: Database) throws -> ([Case], destroyed: [UUID]) {
    let entry = settlement.entry.uuid
    guard let row = try Row.fetchOne(db, sql: "SELECT camera, received_at, object, body FROM inbox WHERE id = ?", arguments: [entry.bytes]),
      let camera = CameraID(rawValue: row["camera"]), let raw = UUID(bytes: row["object"])
    else { throw StorageFault.notFound("This capture (settled already?)") }

    for object in settlement.newObjects { try insert(object, in: db) }
    let kept = settlement.evidenceObject == .keep ? [raw] : []
    let cases = try settlement.cases.map { try open($0, alsoOwning: kept, in: db) }
    for hit in settlement.hits { try insert(hit, alsoOwning: kept, in: db) }

    let note = try cipher.open(InboxEntry.Note.self, row["body"], .inbox, entry.bytes)
    if settlement.isPlain { try forgetReceipt(of: note.vendorKey, from: camera, in: db) }
    try db.execute(sql: "DELETE FROM inbox WHERE id = ?", arguments: [entry.bytes])
    let destroyed = try Self.release(by: entry, in: db) + Self.destroyUnowned(settlement.newObjects.map(\.id), in: db)
    try Self.count(settlement, camera: camera, in: db)
    let receivedAt = note.receivedAt ?? Date(milliseconds: row["received_at"])
    try self.noteClock(of: camera, capturedAt: settlement.capturedAt, receivedAt: receivedAt, in: db)
    return (cases, destroyed)
  }

  /// How long what was settled may stand in the database's log.
  private static let longestRemnants: TimeInterval = 5

  /// Empties the database's log of captures that were settled, every few seconds: until then the server's key opens them there. Readers may keep it
  /// from being emptied now; the next time does it then.
  public func forgetSettled(at now: Date) throws {
    let isDue = remnants.withLock { $0.areThere && now.timeIntervalSince($0.emptiedAt) >= Self.longestRemnants }
    guard isDue else { return }
    // Before, so that what is settled meanwhile counts for the next time.
    remnants.withLock { $0 = (false, now) }
    guard try emptyLog() else { return remnants.withLock { $0 = (true, .distantPast) } }
  }

  /// Opens a case: gives it its number and makes it the owner of its evidence.
  private func open(_ opened: Case, alsoOwning raw: [UUID], in db: Database) throws -> Case {
    var opened = opened
    opened.number = try Self.nextNumber("G", at: opened.openedAt, in: db)
    let key = try insert(opened, in: db)
    for object in Set(opened.evidence.items.map(\.object) + raw) { try own(object, by: opened.id.uuid, under: key, in: db) }
    return opened
  }

  private func insert(_ hit: Hit, alsoOwning raw: [UUID], in db: Database) throws {
    let key = try insert(hit, in: db)
    for object in Set(hit.evidence.items.map(\.object) + raw) { try own(object, by: hit.id, under: key, in: db) }
  }

  /// The next number of a series in a year (UTC), such as `G-2026-000123`. Rolled back with its transaction, so that none is missing.
  static func nextNumber(_ series: String, at instant: Date, in db: Database) throws -> String {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    let year = calendar.component(.year, from: instant)
    let number = try Int.fetchOne(
      db,
      sql: """
        INSERT INTO numbers (series, year, last) VALUES (?, ?, 1)
        ON CONFLICT (series, year) DO UPDATE SET last = last + 1 RETURNING last
        """,
      arguments: [series, year])
    guard let number else { throw StorageFault.failed("no number was given out.") }
    let digits = String(number)
    return "\(series)-\(year)-" + String(repeating: "0", count: max(0, 6 - digits.count)) + digits
  }
}
