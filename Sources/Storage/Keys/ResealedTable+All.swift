import Foundation
import GRDB

extension ResealedTable {
  private static let zero = [Int64.min.databaseValue]
  private static let noText = ["".databaseValue]
  private static let noBytes = [Data().databaseValue]

  /// Everything that is sealed under a key of the server.
  static var all: [ResealedTable] { Table.allCases.map(\.resealed) + [objects, slots] }

  /// A table whose rows are sealed with nothing but a context that stands beside the body.
  static func plain(
    _ table: Table, key: [String], start: [DatabaseValue], beside: [String] = [], context: @escaping (Row) -> Data
  ) -> ResealedTable {
    ResealedTable(name: table.rawValue, key: key, start: start, columns: beside + ["body"], mark: .body("body")) { store, row, db in
      guard let body = store.outdated(row["body"]) else { return false }
      let context = context(row)
      let fresh = try store.cipher.seal(bytes: store.cipher.open(bytes: body, table, context), table, context)
      let place = StatementArguments(key.map { row[$0] as DatabaseValue })
      let condition = key.map { "\($0) = ?" }.joined(separator: " AND ")
      try db.execute(sql: "UPDATE \(table.rawValue) SET body = ? WHERE \(condition)", arguments: [fresh] + place)
      return true
    }
  }

  static func named(_ table: Table, by key: String) -> ResealedTable {
    plain(table, key: [key], start: noText) { Data(($0[key] as String).utf8) }
  }

  static func numbered(_ table: Table) -> ResealedTable { plain(table, key: ["sequence"], start: zero, beside: ["id"]) { $0["id"] } }

  static var hotlist: ResealedTable {
    plain(.hotlist, key: ["sequence"], start: zero, beside: ["list"]) { Data(($0["list"] as String).utf8) }
  }

  /// Rows of one person each.
  static func personal(_ table: Table, by key: String) -> ResealedTable { plain(table, key: [key], start: noBytes) { $0[key] } }

  static var warrantPapers: ResealedTable {
    plain(.warrantPapers, key: ["warrant", "name"], start: noBytes + noText) { $0["warrant"] + Data(($0["name"] as String).utf8) }
  }

  static var auditAssessments: ResealedTable {
    plain(.auditAssessments, key: ["record"], start: zero) { Store.assessmentID($0["record"]) }
  }

  /// A vehicle is found by an index of its plate, so it moves to where the new key's index puts it. One that was imported meanwhile is newer.
  static var registry: ResealedTable {
    ResealedTable(
      name: Table.registry.rawValue, key: ["generation", "plate_index"], start: zero + noBytes, columns: ["body"], mark: .body("body")
    ) { store, row, db in
      guard let body = store.outdated(row["body"]) else { return false }
      try store.reindexVehicle(body, at: row["plate_index"], of: row["generation"], in: db)
      return true
    }
  }

  /// A receipt likewise. One of the time when there was one key does not say what its index was made of, and is forgotten.
  static var receipts: ResealedTable {
    ResealedTable(
      name: Table.receipts.rawValue, key: ["vendor_key"], start: noBytes, columns: ["day", "body"], mark: .body("body")
    ) { store, row, db in
      guard let body = store.outdated(row["body"]) else { return false }
      try store.reindexReceipt(body, at: row["vendor_key"], day: row["day"], in: db)
      return true
    }
  }

  /// Who somebody is at the agency's provider is found by an index too; the row stays where it is, under its person.
  static var agencySubjects: ResealedTable {
    ResealedTable(
      name: Table.agencySubjects.rawValue, key: ["person"], start: noBytes, columns: ["body"], mark: .body("body")
    ) { store, row, db in
      guard let body = store.outdated(row["body"]) else { return false }
      try store.reindexSubject(body, of: row["person"], in: db)
      return true
    }
  }

  /// The bodies of objects stay as they are. Their keys have slots now; what stands beside a body is of the time before.
  static var objects: ResealedTable {
    ResealedTable(name: "objects", key: ["id"], start: noBytes, columns: ["wrapped_key"], mark: .wrapped("wrapped_key")) { store, row, db in
      let wrapped: Data = row["wrapped_key"]
      guard !wrapped.isEmpty, let id = UUID(bytes: row["id"]) else { return false }
      try store.put(store.keys.unwrap(wrapped, .object), .object, of: id, in: db)
      try db.execute(sql: "UPDATE objects SET wrapped_key = x'' WHERE id = ?", arguments: [id.bytes])
      return true
    }
  }

  /// The keys of bodies are wrapped anew, each in its slot. Those of cases and hits are with their rows.
  static var slots: ResealedTable {
    ResealedTable(
      name: "key_slots", key: ["slot"], start: zero, columns: ["owner", "purpose", "wrapped"], mark: .wrapped("wrapped")
    ) { store, row, db in
      guard row["purpose"] == KeySlot.object.rawValue, let owner = UUID(bytes: row["owner"]), owner.bytes != KeySlot.nobody,
        let mark = KeyMark.ofWrapped(row["wrapped"]), mark.id != store.keys.ring.current.id
      else { return false }
      try store.put(store.keys.unwrap(row["wrapped"], .object), .object, of: owner, in: db)
      return true
    }
  }
}
