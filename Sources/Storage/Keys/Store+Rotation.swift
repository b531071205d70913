import Crypto
import DurableFiles
import Foundation
import GRDB

extension Store {
  /// Rows in one transaction of a rotation, so that cameras do not wait for it.
  private static let rowsAtOnce = 200
  /// The longest pause between two transactions. Each pause is as long as the work before it: others get as much of the disk as the rotation.
  private static let longestPause = Duration.milliseconds(50)
  /// How often the log is tried to be emptied, ten times a second.
  private static let triesToEmptyLog = 100

  /// Changes the server's key while it is in use: draws a new one, puts everything under it, drops the old one. A rotation that was cut off, by
  /// whatever, is taken up instead of beginning another.
  /// - Parameters:
  ///   - lettingDamagedGo: Drops the old key even where rows do not open under it. They are lost already; but a copy may hold them whole.
  ///   - progress: Told of each step once it is durable. What it throws cuts the rotation off.
  /// - Throws: ``StorageFault``; ``StorageFault/keys(_:)`` where the key file cannot be read or written. Everything can be read then, as before.
  @discardableResult
  public func rotateKeys(
    lettingDamagedGo: Bool = false, progress: (KeyRotation.Step) throws -> Void = { _ in }
  ) async throws -> KeyRotation {
    guard let lock = try rotationLock() else {
      throw StorageFault.failed("another process is rotating the keys of this data folder. Wait for it; it needs no help.")
    }
    defer { withExtendedLifetime(lock) {} }
    return try await rotateKeys(lettingDamagedGo, progress)
  }

  /// Takes up a rotation that was cut off; does nothing where there is none, or where another process is at work on it.
  /// - Returns: `nil` where there was nothing to do.
  @discardableResult
  public func finishKeyRotation() async throws -> KeyRotation? {
    guard try keys.file.read().count > 1, let lock = try rotationLock() else { return nil }
    defer { withExtendedLifetime(lock) {} }
    // Another process may have finished it before the lock was ours; a rotation of its own is not what was asked for.
    guard try keys.file.read().count > 1 else { return nil }
    return try await rotateKeys(false) { _ in }
  }

  private func rotateKeys(_ lettingDamagedGo: Bool, _ progress: (KeyRotation.Step) throws -> Void) async throws -> KeyRotation {
    try drawKey(progress)
    let current = try announceKey(progress)
    var rotation = KeyRotation(key: Int(current.id))
    var moved: Int
    // The last time nothing is found: nothing is left, for since the announcement nobody has written under an older key.
    repeat {
      moved = 0
      rotation.damaged = 0
      for table in ResealedTable.all { try await reseal(table, &moved, &rotation.damaged, progress) }
      rotation.resealed += moved
    } while moved > 0
    guard rotation.damaged == 0 || lettingDamagedGo else { return rotation }
    try await rewriteDatabase(progress)
    rotation.dropped = try dropOlderKeys(progress)
    return rotation
  }

  /// One process at a time works on a rotation.
  /// - Returns: `nil` where another one does.
  private func rotationLock() throws -> FolderLock? {
    let lock = FolderLock(file: objects.root.deletingLastPathComponent().appending(path: "rotation.lock"))
    do {
      try lock.take()
      return lock
    } catch is FolderLock.Held {
      return nil
    } catch {
      throw StorageFault(cause: error)
    }
  }

  private func drawKey(_ progress: (KeyRotation.Step) throws -> Void) throws {
    let entries = try keys.file.read()
    guard let last = entries.last, entries.count == 1 else { return }
    let fresh = KeyFile.Entry(id: last.id + 1, master: SymmetricKey(size: .bits256))
    try keys.file.replace(by: [last, fresh], erasing: false)
    try progress(.drawn(key: Int(fresh.id)))
  }

  /// Every transaction of every process that begins after this one knows the key, and writes under it.
  private func announceKey(_ progress: (KeyRotation.Step) throws -> Void) throws -> ServerKey {
    try keys.reload()
    let current = keys.ring.current
    try write { db in
      try Self.noteProof(of: current, in: db)
      try Self.raiseKeyRevision(in: db)
    }
    try progress(.announced(key: Int(current.id)))
    return current
  }

  private func reseal(
    _ table: ResealedTable, _ moved: inout Int, _ damaged: inout Int, _ progress: (KeyRotation.Step) throws -> Void
  ) async throws {
    var position = table.start
    while true {
      try Task.checkCancellation()
      let began = ContinuousClock.now
      let page = try resealPage(of: table, after: position)
      moved += page.moved
      damaged += page.damaged
      if page.moved > 0 { try progress(.resealed(table: table.name, rows: page.moved)) }
      guard let last = page.last else { return }
      position = last
      try await Task.sleep(for: min(ContinuousClock.now - began, Self.longestPause))
    }
  }

  private func resealPage(
    of table: ResealedTable, after position: [DatabaseValue]
  ) throws -> (moved: Int, damaged: Int, last: [DatabaseValue]?) {
    try write { db in
      let rows = try Row.fetchAll(db, sql: table.page, arguments: StatementArguments(position) + [Self.rowsAtOnce])
      var (moved, damaged) = (0, 0)
      for row in rows {
        do {
          if try table.reseal(self, row, db) { moved += 1 }
        } catch StorageFault.damaged {
          damaged += 1
        }
      }
      return (moved, damaged, rows.last.map(table.position))
    }
  }

  /// SQLite overwrites rows that go, but not the copies that it has left in unused parts of its pages when it moved rows about: the whole file is
  /// written anew, and the log emptied. Whoever writes waits for it meanwhile, about a second for each 100 MB.
  private func rewriteDatabase(_ progress: (KeyRotation.Step) throws -> Void) async throws {
    do {
      try await pool.writeWithoutTransaction { db in try db.execute(sql: "VACUUM") }
      var tries = 0
      while try !emptyLog() {
        tries += 1
        guard tries < Self.triesToEmptyLog else {
          throw StorageFault.failed("something has read the database for too long, so that its log cannot be emptied. Rotate again.")
        }
        try await Task.sleep(for: .milliseconds(100))
      }
    } catch let fault as DatabaseError {
      throw StorageFault(cause: fault)
    }
    try progress(.rewritten)
  }

  /// First the folder stops asking for the old keys, then the file loses them: cut off between the two, the folder still opens.
  private func dropOlderKeys(_ progress: (KeyRotation.Step) throws -> Void) throws -> [Int] {
    let entries = try keys.file.read()
    guard let last = entries.last else { return [] }
    let older = entries.dropLast().map { Int($0.id) }
    guard !older.isEmpty else { return [] }
    try write { db in try db.execute(sql: "DELETE FROM key_check WHERE id < ?", arguments: [last.id]) }
    try progress(.released(keys: older))
    try keys.file.replace(by: [last], erasing: true)
    try progress(.dropped(keys: older))
    try write { db in try Self.raiseKeyRevision(in: db) }
    return older
  }

  /// Has every process read the key file again, and everything that it keeps in memory.
  private static func raiseKeyRevision(in db: Database) throws {
    try set(.keyRevision, to: note(.keyRevision, in: db) + 1, in: db)
    try raiseRevision(in: db)
  }
}
