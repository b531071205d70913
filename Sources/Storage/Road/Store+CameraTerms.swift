public import Access
import Foundation
import GRDB
public import Traffic

extension Store {
  /// On what terms a camera may send; the usual ones where nobody said others.
  public func terms(of camera: CameraID) throws -> CameraTerms {
    let body = try read { db in try Data.fetchOne(db, sql: "SELECT body FROM camera_terms WHERE camera = ?", arguments: [camera.rawValue]) }
    return try body.map { try cipher.open(CameraTerms.self, $0, .cameraTerms, Data(camera.rawValue.utf8)) } ?? CameraTerms()
  }

  /// The terms of all cameras that have others than the usual ones.
  public func cameraTerms() throws -> [CameraID: CameraTerms] {
    let rows = try read { db in try Row.fetchAll(db, sql: "SELECT camera, body FROM camera_terms") }
    let known = try rows.compactMap { row -> (CameraID, CameraTerms)? in
      guard let id = CameraID(rawValue: row["camera"]) else { return nil }
      return (id, try cipher.open(CameraTerms.self, row["body"], .cameraTerms, Data(id.rawValue.utf8)))
    }
    return Dictionary(known) { first, _ in first }
  }

  /// Sets a camera's terms.
  /// - Throws: ``StorageFault/notFound(_:)`` where there is no such camera.
  public func setTerms(_ terms: CameraTerms, of id: CameraID) throws {
    try write { db in
      guard try Bool.fetchOne(db, sql: "SELECT count(*) > 0 FROM cameras WHERE id = ?", arguments: [id.rawValue]) == true else {
        throw StorageFault.notFound("A camera \(id)")
      }
      try db.execute(
        sql: "INSERT INTO camera_terms (camera, body) VALUES (?, ?) ON CONFLICT (camera) DO UPDATE SET body = excluded.body",
        arguments: [id.rawValue, try cipher.seal(terms, .cameraTerms, Data(id.rawValue.utf8))])
      try Self.raiseRevision(in: db)
    }
  }
}
