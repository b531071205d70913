import Crypto
public import Foundation
import GRDB
import Synchronization
import Traffic

extension Store {
  /// Keeps bytes under a key of their own; durable on return. The object stays only if a ``Settlement`` names it.
  /// - Throws: ``StorageFault/full(_:)`` or ``StorageFault/failed(_:)``; nothing is left behind then.
  public func putObject(_ data: Data) throws -> ObjectRef {
    let id = UUID()
    unnamed.withLock { _ = $0.insert(id) }
    do {
      let prepared = try prepare(data, id: id, mayBeInline: false)
      if let staged = prepared.staged { try publish(staged) }
      return ObjectRef(id: id, byteCount: data.count, sha256: SHA256.hash(data: data).hex, key: prepared.key)
    } catch {
      unnamed.withLock { _ = $0.remove(id) }
      throw StorageFault(cause: error)
    }
  }

  /// The bytes of an object, or a part of them.
  /// - Throws: ``StorageFault/notFound(_:)`` where it was destroyed or has no such part, ``StorageFault/damaged(_:)`` where it was tampered with.
  public func object(_ id: UUID, range: Range<Int>? = nil) throws -> Data {
    let (row, key) = try read { db in
      let row = try Row.fetchOne(db, sql: "SELECT byte_count, inline FROM objects WHERE id = ?", arguments: [id.bytes])
      guard let row else { throw StorageFault.notFound("This object") }
      return (row, try self.key(of: id, in: db))
    }
    let byteCount: Int = row["byte_count"]
    let range = range ?? 0..<byteCount
    guard range.lowerBound >= 0, range.upperBound <= byteCount else { throw StorageFault.notFound("This part of the object") }
    let cipher = ObjectCipher(key: key, id: id, byteCount: byteCount)
    do {
      guard let inline = row["inline"] as Data? else { return try cipher.open(range) { try objects.read(id, range: $0) } }
      return try cipher.open(range) { inline[$0.clamped(to: 0..<inline.count)] }
    } catch {
      throw StorageFault(cause: error)
    }
  }

  /// Destroys an object, whoever owns it: its key first, then its bytes.
  public func destroyObject(_ id: UUID) throws {
    try write { db in
      try Self.destroyKey(.object, of: id, in: db)
      try db.execute(sql: "DELETE FROM objects WHERE id = ?", arguments: [id.bytes])
      try db.execute(sql: "DELETE FROM object_owners WHERE object = ?", arguments: [id.bytes])
    }
    objects.remove([id])
  }

  /// Encrypts bytes under a fresh key, and stages them where they are too long for a row.
  func prepare(_ data: Data, id: UUID, mayBeInline: Bool = true) throws -> PreparedObject {
    let key = SymmetricKey(size: .bits256)
    let sealed = try ObjectCipher(key: key, id: id, byteCount: data.count).seal(data)
    let isInline = mayBeInline && data.count <= PreparedObject.longestInline
    if isInline { try objects.makeSureOfRoom(for: sealed.count) }
    return PreparedObject(
      id: id, key: key, byteCount: data.count, inline: isInline ? sealed : nil,
      staged: isInline ? nil : try objects.stage(sealed, id: id))
  }

  private func publish(_ staged: ObjectFolder.Staged) throws {
    do {
      try objects.publish([staged])
    } catch {
      objects.discard([staged])
      throw error
    }
  }
}
