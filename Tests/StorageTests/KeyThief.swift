import Crypto
import Foundation
import GRDB

@testable import Storage

/// Somebody who has the database of a folder and a key of the server, and tries the key on everything.
struct KeyThief {
  let folder: URL
  let key: ServerKey

  /// How many rows and wrapped keys the key opens.
  func openings() throws -> Int {
    let database = try DatabaseQueue(path: folder.appending(path: "gantry.sqlite").path)
    return try database.read { db in
      let tables = try String.fetchAll(db, sql: "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
      return try tables.reduce(0) { count, table in
        count + (try Row.fetchAll(db, sql: "SELECT * FROM \(table)").reduce(0) { $0 + openings(in: $1, of: table) })
      }
    }
  }

  /// Whether an object's bytes, of which the thief has a copy, can be opened with any key that the database yields: wrapped under the server's key,
  /// or under one that is.
  func opens(_ sealed: Data, object: UUID, byteCount: Int) throws -> Bool {
    let wrapped = try allBlobs().filter { $0.count >= KeyMark.wrappedLength }.map { Data($0.suffix(KeyMark.wrappedLength)) }
    let masters = [ServerKey.Wrapped.object, .case].map(key.wrapping)
    let first = wrapped.flatMap { blob in masters.compactMap { try? AES.KeyWrap.unwrap(blob, using: $0) } }
    let second = wrapped.flatMap { blob in first.compactMap { try? AES.KeyWrap.unwrap(blob, using: $0) } }
    return (first + second).contains { key in
      (try? ObjectCipher(key: key, id: object, byteCount: byteCount).open(0..<byteCount) { sealed[$0] }) != nil
    }
  }

  private func allBlobs() throws -> [Data] {
    try DatabaseQueue(path: folder.appending(path: "gantry.sqlite").path).read { db in
      let tables = try String.fetchAll(db, sql: "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
      return try tables.flatMap { try Row.fetchAll(db, sql: "SELECT * FROM \($0)").flatMap { $0.compactMap { Data.fromDatabaseValue($0.1) } } }
    }
  }

  private func openings(in row: Row, of table: String) -> Int {
    let blobs = row.compactMap { Data.fromDatabaseValue($0.1) }
    let ids = blobs + row.compactMap { String.fromDatabaseValue($0.1) }.map { Data($0.utf8) }
    return blobs.filter { blob in ids.contains { opens(blob, table, $0) } || unwraps(blob) }.count
  }

  /// Whatever the body says of its key: each place where it might begin is tried.
  private func opens(_ body: Data, _ table: String, _ id: Data) -> Bool {
    let context = Data("gantry/v1/\(table)\u{0}".utf8) + id
    let own = SymmetricKey(data: HMAC<SHA256>.authenticationCode(for: context, using: key.row))
    return [1, KeyMark.length].contains { start in
      guard let box = try? AES.GCM.SealedBox(combined: body.dropFirst(start)) else { return false }
      return (try? AES.GCM.open(box, using: own, authenticating: context)) != nil
    }
  }

  private func unwraps(_ blob: Data) -> Bool {
    let wrapped = Data(blob.suffix(KeyMark.wrappedLength))
    return blob.count >= wrapped.count && [.object, .case].contains { (try? AES.KeyWrap.unwrap(wrapped, using: key.wrapping($0))) != nil }
  }
}
