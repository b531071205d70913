import Dispatch
import Foundation
import GRDB
import Sealing
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
    let (acceptances, unused) = try await commit(naming: arrival.staged) { db in try self.insert(arrival, in: db) }
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
      id: id, camera: camera, receivedAt: note.receivedAt ?? Date(milliseconds: row["received_at"]), captureIndex: note.captureIndex, contentType: note.contentType,
      vendorKey: note.vendorKey, rawSHA256: note.rawSHA256, body: try self.object(object), signature: note.signature)
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
    var arrival = Arrival(entries: [], objects: [:])
    var objectOfBody: [String: UUID] = [:]
    do {
      for var entry in entries {
        if try read({ try receipt(of: entry, in: $0) }) == nil {
          entry.object = objectOfBody[entry.rawSHA256] ?? entry.object
          objectOfBody[entry.rawSHA256] = entry.object
          if arrival.objects[entry.object] == nil { arrival.objects[entry.object] = try prepare(entry.body, id: entry.object) }
        }
        arrival.entries.append(entry)
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
    let acceptances = try arrival.entries.map { entry in
      if let first = try receipt(of: entry, in: db) {
        try self.noteArrival(of: entry.camera, at: entry.receivedAt, repeats: 1, in: db)
        return first
      }
      guard let object = arrival.objects[entry.object] else { throw StorageFault.changedMeanwhile("The receipt of a repeated capture") }
      if unused.remove(object.id) != nil { try insert(object, in: db) }
      try insert(entry, in: db)
      return InboxAcceptance(pass: entry.id, sha256: entry.rawSHA256, isRepeat: false)
    }
    return (acceptances, Array(unused))
  }

  private func insert(_ entry: InboxEntry, in db: Database) throws {
    let id = entry.id.uuid
    let note = InboxEntry.Note(
      captureIndex: entry.captureIndex, contentType: entry.contentType, vendorKey: entry.vendorKey, rawSHA256: entry.rawSHA256,
      receivedAt: entry.receivedAt, signature: entry.signature)
    try db.execute(
      sql: "INSERT INTO inbox (id, camera, received_at, object, body) VALUES (?, ?, ?, ?, ?)",
      arguments: [
        id.bytes, entry.camera.rawValue, entry.receivedAt.fullHour.milliseconds, entry.object.bytes, try cipher.seal(note, .inbox, id.bytes),
      ])
    try own(entry.object, by: id, in: db)
    try self.noteArrival(of: entry.camera, at: entry.receivedAt, captures: 1, in: db)
    try write(Receipt(pass: entry.id, sha256: entry.rawSHA256, vendorText: entry.vendorText), day: Self.day(of: entry.receivedAt), in: db)
  }

  // MARK: Receipts

  private func receipt(of entry: InboxEntry, in db: Database) throws -> InboxAcceptance? {
    for index in try keys.keepUp(in: db).indexes(.vendorKey, entry.vendorText) {
      let body = try Data.fetchOne(db.cachedStatement(sql: "SELECT body FROM receipts WHERE vendor_key = ?"), arguments: [index])
      if let body { return try cipher.open(Receipt.self, body, .receipts, index).acceptance }
    }
    return nil
  }

  /// Keeps a receipt for the capture's repeats, and clears away a few that are too old, so that none has to be cleared away all at once.
  private func write(_ receipt: Receipt, day: Int, in db: Database) throws {
    let index = keys.index(.vendorKey, receipt.vendorText)
    try db.execute(
      sql: "INSERT INTO receipts (vendor_key, day, body) VALUES (?, ?, ?)",
      arguments: [index, day, try cipher.seal(receipt, .receipts, index)])
    try db.execute(
      sql: "DELETE FROM receipts WHERE vendor_key IN (SELECT vendor_key FROM receipts WHERE day < ? LIMIT 4)", arguments: [day - Self.receiptDays])
  }

  /// Forgets what a capture was sent as: beside a sealed pass it would tell whoever has the key file whose pass it is.
  func forgetReceipt(of vendorKey: String, from camera: CameraID, in db: Database) throws {
    for index in try keys.keepUp(in: db).indexes(.vendorKey, InboxEntry.vendorText(vendorKey, from: camera)) {
      try db.execute(sql: "DELETE FROM receipts WHERE vendor_key = ?", arguments: [index])
    }
  }

  /// Days since 1970: more exactly a receipt does not say when a capture came.
  private static func day(of instant: Date) -> Int { Int((instant.timeIntervalSince1970 / 86_400).rounded(.down)) }
}
