import Foundation
import GRDB
public import Traffic

extension Store {
  /// The address of a video camera's stream, with the user and password in it; `nil` where none is stored. A secret: not to be logged or shown.
  public func stream(of camera: CameraID) throws -> String? {
    try read { db in
      let body = try Data.fetchOne(db, sql: "SELECT body FROM camera_streams WHERE camera = ?", arguments: [camera.rawValue])
      return try body.map { String(decoding: try cipher.open(bytes: $0, .cameraStreams, Data(camera.rawValue.utf8)), as: UTF8.self) }
    }
  }

  /// Changes what is drawn on a video camera's picture and nothing else of it.
  /// - Parameter marks: `nil` takes them away.
  /// - Throws: ``StorageFault/notFound(_:)`` where there is no such camera, or it is none that is watched.
  public func setMarks(_ marks: VideoMarks?, of id: CameraID) throws {
    try write { db in
      let row = try Row.fetchOne(db, sql: "SELECT id, body FROM cameras WHERE id = ?", arguments: [id.rawValue])
      guard var camera = try row.map(camera), camera.dialect == .video else { throw StorageFault.notFound("A video camera \(id)") }
      camera.video = Camera.Video(marks: marks)
      let body = try cipher.seal(camera, .cameras, Data(id.rawValue.utf8))
      try db.execute(sql: "UPDATE cameras SET body = ? WHERE id = ?", arguments: [body, id.rawValue])
      try Self.raiseRevision(in: db)
    }
  }

  /// Part of saving a camera: see ``save(_:key:stream:)``.
  func keepStream(_ address: String?, of camera: Camera, in db: Database) throws {
    guard camera.dialect == .video else {
      return try db.execute(sql: "DELETE FROM camera_streams WHERE camera = ?", arguments: [camera.id.rawValue])
    }
    guard let address else { return }
    let body = try cipher.seal(bytes: Data(address.utf8), .cameraStreams, Data(camera.id.rawValue.utf8))
    try db.execute(
      sql: "INSERT INTO camera_streams (camera, body) VALUES (?, ?) ON CONFLICT (camera) DO UPDATE SET body = excluded.body",
      arguments: [camera.id.rawValue, body])
  }
}
