import Crypto
import Foundation
import GRDB
import Testing
import Traffic

@testable import Storage

/// Turns a folder into what it was before keys had numbers and cases had keys: every body under suite 1, every object's key wrapped beside its
/// body, receipts that do not say what they are found by, and one key in a file without a number.
struct OldHand {
  let desk: Desk
  private var key: ServerKey { desk.keys.ring.current }

  func turnBack() throws {
    try desk.store.write { db in
      for table in Storage.Table.allCases { try turnBack(table, in: db) }
      try turnBackObjects(in: db)
      try db.execute(sql: "DELETE FROM notes WHERE name LIKE 'key-%'; DELETE FROM key_slots")
    }
    let bytes = try #require(try desk.keys.file.read().first).master.withUnsafeBytes { Data($0) }
    try FileManager.default.removeItem(at: desk.keys.file.url)
    try LocalDisk().write(Data("gantry-server-key-1:\(bytes.base64EncodedString())\n".utf8), to: desk.keys.file.url)
  }

  private func turnBack(_ table: Storage.Table, in db: Database) throws {
    for row in try Row.fetchAll(db, sql: "SELECT * FROM \(table.rawValue)") {
      let id = Self.context(of: row, in: table)
      let owner = UUID(bytes: table == .notices ? row["case_id"] : table == .cases || table == .hits ? row["id"] : Data())
      var plain = try desk.store.cipher.open(bytes: row["body"], table, id, under: owner.flatMap { try desk.store.caseKey(of: $0, in: db) })
      if table == .receipts { plain = try JSONEncoder().encode(JSONDecoder().decode(Receipt.self, from: plain).acceptance) }
      try db.execute(
        sql: "UPDATE \(table.rawValue) SET body = ? WHERE body = ?", arguments: [try seal(plain, table, id), row["body"] as Data])
    }
  }

  private func turnBackObjects(in db: Database) throws {
    for id in try Data.fetchAll(db, sql: "SELECT id FROM objects").compactMap(UUID.init(bytes:)) {
      let wrapped = try AES.KeyWrap.wrap(desk.store.key(of: id, in: db), using: key.wrapping(.object))
      try db.execute(sql: "UPDATE objects SET wrapped_key = ? WHERE id = ?", arguments: [wrapped, id.bytes])
    }
    try db.execute(sql: "UPDATE object_owners SET wrapped_key = NULL")
  }

  private func seal(_ plain: Data, _ table: Storage.Table, _ id: Data) throws -> Data {
    let context = Data("gantry/v1/\(table.rawValue)\u{0}".utf8) + id
    let own = SymmetricKey(data: HMAC<SHA256>.authenticationCode(for: context, using: key.row))
    return try Data([1]) + AES.GCM.seal(plain, using: own, authenticating: context).combined!
  }

  private static func context(of row: Row, in table: Storage.Table) -> Data {
    switch table {
    case .sites, .cameras: Data((row["id"] as String).utf8)
    case .cameraStreams, .cameraTerms: Data((row["camera"] as String).utf8)
    case .hotlist: Data((row["list"] as String).utf8)
    case .notices: Data((row["number"] as String).utf8)
    case .registry: row["plate_index"]
    case .receipts: row["vendor_key"]
    case .approvalKeys, .recovery, .agencySubjects: row["person"]
    case .sessions: row["hash"]
    case .warrantPapers: row["warrant"] + Data((row["name"] as String).utf8)
    case .people, .inbox, .cases, .hits, .unparsed, .warrants, .warrantLog, .audit, .passkeys, .approvals: row["id"]
    case .auditAssessments: Store.assessmentID(row["record"])
    case .auditWeeks: Data((row["week"] as String).utf8)
    }
  }
}
