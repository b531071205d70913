public import Foundation
import GRDB
public import Sealing
public import Traffic

extension Store: PassStore {
  public func append(_ passes: [SealedPass]) async throws {
    try await commits.write { db in for pass in passes { try Self.insert(pass, in: db) } }
  }

  public func count(of camera: CameraID?, from: Date, to: Date) async throws -> Int {
    let hours: StatementArguments = [from.hourSince1970, Int((to.timeIntervalSince1970 / 3600).rounded(.up))]
    return try read { db in
      guard let camera else {
        return try Int.fetchOne(db, sql: "SELECT count(*) FROM passes WHERE hour >= ? AND hour < ?", arguments: hours) ?? 0
      }
      return try Int.fetchOne(
        db, sql: "SELECT count(*) FROM passes WHERE camera = ? AND hour >= ? AND hour < ?", arguments: [camera.rawValue] + hours) ?? 0
    }
  }

  /// A sealed pass; `nil` where its retention has ended.
  public func sealedPass(_ id: PassID) throws -> SealedPass? {
    try read { db in
      guard let row = try Row.fetchOne(db, sql: "SELECT camera, hour, body FROM passes WHERE id = ?", arguments: [id.uuid.bytes]),
        let camera = CameraID(rawValue: row["camera"])
      else { return nil }
      return SealedPass(id: id, camera: camera, hour: row["hour"], body: row["body"])
    }
  }

  static func insert(_ pass: SealedPass, in db: Database) throws {
    try db.execute(
      sql: "INSERT OR IGNORE INTO passes (id, camera, hour, body) VALUES (?, ?, ?, ?)",
      arguments: [pass.id.uuid.bytes, pass.camera.rawValue, pass.hour, pass.body])
  }
}
