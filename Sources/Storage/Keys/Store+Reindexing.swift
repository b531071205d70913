import Access
import Enforcement
import Foundation
import GRDB
import Traffic

extension Store {
  /// A body that is under an older key of the server; `nil` where there is nothing to do.
  func outdated(_ body: Data) -> Data? {
    guard let mark = KeyMark.ofBody(body), mark.id != keys.ring.current.id else { return nil }
    return body
  }

  /// Puts a vehicle under the current key, and where that key's index finds it.
  func reindexVehicle(_ body: Data, at index: Data, of generation: Int, in db: Database) throws {
    let vehicle = try cipher.open(RegisteredVehicle.self, body, .registry, index)
    let fresh = keys.index(.registryPlate, vehicle.plate.text)
    try db.execute(
      sql: "INSERT OR IGNORE INTO registry (generation, plate_index, body) VALUES (?, ?, ?)",
      arguments: [generation, fresh, try cipher.seal(vehicle, .registry, fresh)])
    try db.execute(sql: "DELETE FROM registry WHERE generation = ? AND plate_index = ?", arguments: [generation, index])
  }

  /// Puts a receipt under the current key, and where that key's index finds it.
  func reindexReceipt(_ body: Data, at index: Data, day: Int, in db: Database) throws {
    let receipt = try cipher.open(Receipt.self, body, .receipts, index)
    try db.execute(sql: "DELETE FROM receipts WHERE vendor_key = ?", arguments: [index])
    guard !receipt.vendorText.isEmpty else { return }
    let fresh = keys.index(.vendorKey, receipt.vendorText)
    try db.execute(
      sql: "INSERT OR IGNORE INTO receipts (vendor_key, day, body) VALUES (?, ?, ?)",
      arguments: [fresh, day, try cipher.seal(receipt, .receipts, fresh)])
  }

  /// Puts a name at the agency's provider under the current key, and where that key's index finds it.
  func reindexSubject(_ body: Data, of person: Data, in db: Database) throws {
    let subject = try cipher.open(AgencySubject.self, body, .agencySubjects, person)
    try db.execute(
      sql: "UPDATE agency_subjects SET subject_index = ?, body = ? WHERE person = ?",
      arguments: [keys.index(.agencySubject, subject.indexed), try cipher.seal(subject, .agencySubjects, person), person])
  }
}
