import Dispatch
import Foundation
import GRDB
public import Traffic

extension Store {
  /// Receipts are kept for this many days: cameras that were offline deliver within 48 hours, and some send again after that.
  private static let receiptDays = 7
  /// Bodies are encrypted and written here, so that waiting for the disk holds up nobody else.
  private static let writing = DispatchQueue(label: "gantry.storage.bodies", attributes: .concurrent)

  /// Puts captures into the inbox. Returns once rows and bodies are durable; concurrent callers share one wait for the disk.
  /// - Returns: One acceptance an entry, in order. A capture that the same camera sent before (by its vendor key) has its first receipt again.
  /// - Throws: ``StorageFault/full(_:)`` or ``StorageFault/failed(_:)``; nothing of these entries is kept then.
  public func accept(_ entries: [InboxEntry]) async throws -> [InboxAcceptance] {
    let arrival = try await prepared(entries)
    let (acceptances, unused) = try await commits.write(naming: arrival.staged) { db in try self.insert(arrival, in: db) }
    objects.discard(unused.compactMap { arrival.objects[$0]?.staged })
    return acceptances
  }

  /// The captures that wait to be settled, in order of arrival.
  public func pendingInbox(limit: Int = .max) throws -> [PassID] {
    try read { db in
      try Data.fetchAll(db, sql: "SELECT id FROM inbox WHERE sequence > 0 ORDER BY sequence LIMIT ?", arguments: [limit])
        .compactMap { UUID(bytes: $0).map { PassID($0) } }
    }
  }

  /// A waiting capture with its body; `nil` where it is settled.
  public func inboxEntry(_ id: PassID) throws -> InboxEntry? {
    let row = try read { db in
      try Row.fetchOne(db, sql: "SELECT camera, received_at, object, body FROM inbox WHERE id = ?", arguments: [id.uuid.bytes])
    }
    guard let row, let camera = CameraID(rawValue: row["camera"]), let object = UUID(bytes: row["object"]) else { return nil }
    let note = try cipher.open(InboxEntry.Note.self, row["body"], .inbox, id.uuid.bytes)
    var entry = InboxEntry(
      id: id, camera: camera, receivedAt: Date(milliseconds: row["received_at"]), captureIndex: note.captureIndex, contentType: note.contentType,
      vendorKey: note.vendorKey, rawSHA256: note.rawSHA256, body: try self.object(object))
    entry.object = object
    return entry
  }

  // MARK: On the way in

  /// Encrypts the bodies of entries that are not known yet; entries of one body share one object.
  private func prepared(_ entries: [InboxEntry]) async throws -> Arrival {
    try await withCheckedThrowingContinuation { continuation in
      Self.writing.async { continuation.resume(with: Result { try self.prepare(entries) }.mapError { StorageFault(cause: $0) }) }
    }
  }

  private func prepare(_ entries: [InboxEntry]) throws -> Arrival {
    var arrival = Arrival(items: [], objects: [:])
    var objectOfBody: [String: UUID] = [:]
    do {
      for var entry in entries {
        let index = keys.index(.vendorKey, "\(entry.camera)\u{0}\(entry.vendorKey)")
        if try read({ try receipt(index, in: $0) }) == nil {
          entry.object = objectOfBody[entry.rawSHA256] ?? entry.object
          objectOfBody[entry.rawSHA256] = entry.object
          if arrival.objects[entry.object] == nil { arrival.objects[entry.object] = try prepare(entry.body, id: entry.object) }
        }
        arrival.items.append(Arrival.Item(entry: entry, vendorIndex: index))
      }
    } catch {
      objects.discard(arrival.staged)
      throw error
    }
    return arrival
  }

  /// - Returns: The acceptances, and the objects that no entry needs because a repeat came in meanwhile.
  private func insert(_ arrival: Arrival, in db: Database) throws -> ([InboxAcceptance], unused: [UUID]) {
    var unused = Set(arrival.objects.keys)
    let acceptances = try arrival.items.map { item in
      let entry = item.entry
      if let first = try receipt(item.vendorIndex, in: db) {
        try Self.noteArrival(of: entry.camera, at: entry.receivedAt, repeats: 1, in: db)
        return first
      }
      guard let object = arrival.objects[entry.object] else { throw StorageFault.changedMeanwhile("The receipt of a repeated capture") }
      if unused.remove(object.id) != nil { try Self.insert(object, in: db) }
      try insert(entry, vendorIndex: item.vendorIndex, in: db)
      return InboxAcceptance(pass: entry.id, sha256: entry.rawSHA256, isRepeat: false)
    }
    return (acceptances, Array(unused))
  }

  private func insert(_ entry: InboxEntry, vendorIndex: Data, in db: Database) throws {
    let id = entry.id.uuid
    let note = InboxEntry.Note(
      captureIndex: entry.captureIndex, contentType: entry.contentType, vendorKey: entry.vendorKey, rawSHA256: entry.rawSHA256)
    try db.execute(
      sql: "INSERT INTO inbox (id, camera, received_at, object, body) VALUES (?, ?, ?, ?, ?)",
      arguments: [
        id.bytes, entry.camera.rawValue, entry.receivedAt.milliseconds, entry.object.bytes, try cipher.seal(note, .inbox, id.bytes),
      ])
    try Self.own(entry.object, by: id, in: db)
    try Self.noteArrival(of: entry.camera, at: entry.receivedAt, captures: 1, in: db)
    try write(InboxAcceptance(pass: entry.id, sha256: entry.rawSHA256, isRepeat: true), vendorIndex, day: Self.day(of: entry.receivedAt), in: db)
  }

  // MARK: Receipts

  private func receipt(_ vendorIndex: Data, in db: Database) throws -> InboxAcceptance? {
    try Data.fetchOne(db, sql: "SELECT body FROM receipts WHERE vendor_key = ?", arguments: [vendorIndex])
      .map { try cipher.open(InboxAcceptance.self, $0, .receipts, vendorIndex) }
  }

  /// Keeps a receipt for the capture's repeats, and clears away a few that are too old, so that none has to be cleared away all at once.
  private func write(_ receipt: InboxAcceptance, _ vendorIndex: Data, day: Int, in db: Database) throws {
    try db.execute(
      sql: "INSERT INTO receipts (vendor_key, day, body) VALUES (?, ?, ?)",
      arguments: [vendorIndex, day, try cipher.seal(receipt, .receipts, vendorIndex)])
    try db.execute(
      sql: "DELETE FROM receipts WHERE vendor_key IN (SELECT vendor_key FROM receipts WHERE day < ? LIMIT 4)", arguments: [day - Self.receiptDays])
  }

  /// Days since 1970: more exactly a receipt does not say when a capture came.
  private static func day(of instant: Date) -> Int { Int((instant.timeIntervalSince1970 / 86_400).rounded(.down)) }
}
