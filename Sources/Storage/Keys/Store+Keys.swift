import Foundation
import GRDB

extension Store {
  /// What proves a key: the index of a word that everybody knows.
  private static func proof(of key: ServerKey) -> Data { key.index(.check, "gantry") }

  /// Refuses data of other keys at once, instead of one undecipherable row at a time: each key that something may be sealed under must be in the
  /// key file. The file's current key is one from now on.
  func checkKeyRing() throws {
    try pool.write { db in
      let ring = try keys.keepUp(in: db)
      let proofs = try Row.fetchAll(db, sql: "SELECT id, value FROM key_check ORDER BY id")
      for row in proofs {
        guard let key = ring[row["id"]] else {
          throw StorageFault.keys("the data in this folder was written under key \(row["id"] as Int), which \(keys.file.url.path) does not hold.")
        }
        guard Self.proof(of: key) == row["value"] else { throw StorageFault.keys("the data in this folder was written under another key.") }
      }
      try Self.noteProof(of: ring.current, in: db)
    }
  }

  /// From now on things may be sealed under a key.
  static func noteProof(of key: ServerKey, in db: Database) throws {
    try db.execute(sql: "INSERT OR IGNORE INTO key_check (id, value) VALUES (?, ?)", arguments: [key.id, proof(of: key)])
    guard db.changesCount > 0 else { return }
    try set(.keySince, to: Int(Date().timeIntervalSince1970), in: db)
  }
}
