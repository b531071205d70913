public import Foundation
import GRDB
public import Traffic

extension Store {
  /// Keeps a body that could not be understood; durable on return.
  /// - Parameter reason: What was wrong with it; never a plate.
  /// - Returns: By what it is found again.
  @discardableResult
  public func quarantine(camera: CameraID?, contentType: String?, reason: String, body: Data, at instant: Date) async throws -> UUID {
    let item = UnparsedBody(id: UUID(), camera: camera, receivedAt: instant, contentType: contentType, reason: reason, byteCount: body.count)
    let object: PreparedObject
    do { object = try prepare(body, id: UUID()) } catch { throw StorageFault(cause: error) }
    try await commit(naming: [object.staged].compactMap(\.self)) { db in
      try self.insert(object, in: db)
      try self.insert(item, object: object.id, in: db)
    }
    return item.id
  }

  /// Moves a capture that was acknowledged, but cannot be settled, from the inbox to the unparsed queue.
  @discardableResult
  public func quarantine(_ entry: InboxEntry, reason: String, at instant: Date) async throws -> UUID {
    let item = UnparsedBody(
      id: UUID(), camera: entry.camera, receivedAt: instant, contentType: entry.contentType, reason: reason, byteCount: entry.body.count)
    try await commit { db in
      try db.execute(sql: "DELETE FROM inbox WHERE id = ?", arguments: [entry.id.uuid.bytes])
      guard db.changesCount == 1 else { throw StorageFault.notFound("This capture (settled already?)") }
      try self.insert(item, object: entry.object, in: db)
      _ = try Self.release(by: entry.id.uuid, in: db)
    }
    return item.id
  }

  /// Bodies that nobody has looked at yet, newest first.
  /// - Parameters:
  ///   - after: Continues after this one, the last of the page before.
  ///   - area: Leaves out those of cameras elsewhere, and of senders that nobody knows.
  public func unparsed(limit: Int = 100, after: UUID? = nil, within area: Area = .everywhere) throws -> [UnparsedBody] {
    try read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT id, camera, received_at, body FROM unparsed WHERE is_open = 1
            AND sequence < ifnull((SELECT sequence FROM unparsed WHERE id = ?), 9223372036854775807)\(area.narrowing(cameraColumn: "camera"))
            ORDER BY sequence DESC LIMIT ?
          """,
        arguments: [after?.bytes] + area.arguments + [limit]
      ).compactMap(unparsed)
    }
  }

  /// How many bodies wait for somebody to look at them.
  public func unparsedCount(within area: Area = .everywhere) throws -> Int {
    let sql = "SELECT count(*) FROM unparsed WHERE is_open = 1\(area.narrowing(cameraColumn: "camera"))"
    return try read { db in try Int.fetchOne(db, sql: sql, arguments: area.arguments) ?? 0 }
  }

  /// One of them; `nil` where it was dismissed, or its camera stands outside the area.
  public func unparsed(_ id: UUID, within area: Area = .everywhere) throws -> UnparsedBody? {
    let narrowing = area.narrowing(cameraColumn: "camera")
    return try read { db in
      try Row.fetchOne(
        db, sql: "SELECT id, camera, received_at, body FROM unparsed WHERE id = ? AND is_open = 1\(narrowing)", arguments: [id.bytes] + area.arguments
      ).flatMap(unparsed)
    }
  }

  /// The body itself, as it arrived.
  public func unparsedBody(_ id: UUID) throws -> Data {
    let object = try read { db in
      try Data.fetchOne(db, sql: "SELECT object FROM unparsed WHERE id = ? AND is_open = 1", arguments: [id.bytes])
    }
    guard let object, let object = UUID(bytes: object) else { throw StorageFault.notFound("This body") }
    return try self.object(object)
  }

  /// Lets a body go: it is destroyed, and who did it and why is kept.
  public func dismissUnparsed(_ id: UUID, by person: String, reason: String, at instant: Date) throws {
    let destroyed = try write { db in
      guard let body = try Data.fetchOne(db, sql: "SELECT body FROM unparsed WHERE id = ? AND is_open = 1", arguments: [id.bytes]) else {
        throw StorageFault.notFound("This body")
      }
      var note = try cipher.open(UnparsedBody.Note.self, body, .unparsed, id.bytes)
      note.dismissal = UnparsedBody.Dismissal(by: person, reason: reason, at: instant)
      try db.execute(
        sql: "UPDATE unparsed SET is_open = 0, body = ? WHERE id = ?", arguments: [try cipher.seal(note, .unparsed, id.bytes), id.bytes])
      return try Self.release(by: id, in: db)
    }
    objects.remove(destroyed)
  }

  private func insert(_ item: UnparsedBody, object: UUID, in db: Database) throws {
    let note = UnparsedBody.Note(contentType: item.contentType, reason: item.reason, byteCount: item.byteCount)
    try db.execute(
      sql: "INSERT INTO unparsed (id, camera, received_at, object, body) VALUES (?, ?, ?, ?, ?)",
      arguments: [
        item.id.bytes, item.camera?.rawValue, item.receivedAt.milliseconds, object.bytes, try cipher.seal(note, .unparsed, item.id.bytes),
      ])
    try own(object, by: item.id, in: db)
    if let camera = item.camera { try self.noteArrival(of: camera, at: item.receivedAt, unparsed: 1, in: db) }
  }

  private func unparsed(_ row: Row) throws -> UnparsedBody? {
    guard let id = UUID(bytes: row["id"]) else { return nil }
    let note = try cipher.open(UnparsedBody.Note.self, row["body"], .unparsed, id.bytes)
    return UnparsedBody(
      id: id, camera: (row["camera"] as String?).flatMap(CameraID.init(rawValue:)), receivedAt: Date(milliseconds: row["received_at"]),
      contentType: note.contentType, reason: note.reason, byteCount: note.byteCount)
  }
}
