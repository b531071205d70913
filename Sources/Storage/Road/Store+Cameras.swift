import Crypto
public import Foundation
import GRDB
public import Traffic

extension Store {
  /// All cameras, by ID.
  public func cameras() throws -> [Camera] {
    try read { db in try Row.fetchAll(db, sql: "SELECT id, body FROM cameras ORDER BY id").map(camera) }
  }

  public func camera(_ id: CameraID) throws -> Camera? {
    try read { db in try Row.fetchOne(db, sql: "SELECT id, body FROM cameras WHERE id = ?", arguments: [id.rawValue]).map(camera) }
  }

  /// Which camera a key belongs to; `nil` where it belongs to none. The store knows only the SHA-256 of keys.
  public func camera(withKey key: String) throws -> CameraID? {
    try read { db in
      try String.fetchOne(db, sql: "SELECT id FROM cameras WHERE key_hash = ?", arguments: [Self.hash(ofKey: key)]).flatMap(CameraID.init(rawValue:))
    }
  }

  /// Every camera by the SHA-256 of its key: for a server that asks no disk who sends.
  public func camerasByKeyHash() throws -> [Data: CameraID] {
    let rows = try read { db in try Row.fetchAll(db, sql: "SELECT id, key_hash FROM cameras WHERE key_hash IS NOT NULL") }
    let known = rows.compactMap { row in CameraID(rawValue: row["id"]).map { (row["key_hash"] as Data, $0) } }
    return Dictionary(known) { first, _ in first }
  }

  /// Adds a camera, or replaces the one with its ID.
  /// - Parameters:
  ///   - key: A new secret with which the camera is let in from now on, in place of the old one; `nil` keeps the old one.
  ///   - stream: A new address of the stream of a video camera, in place of the old one; `nil` keeps the old one. Other cameras have none, and
  ///     the address of one that is a video camera no longer is destroyed.
  public func save(_ camera: Camera, key: String?, stream: String? = nil) throws {
    let instant = Self.actInstant
    try write { db in
      let before = try Row.fetchOne(db, sql: "SELECT id, body FROM cameras WHERE id = ?", arguments: [camera.id.rawValue]).map(self.camera)
      let body = try cipher.seal(camera, .cameras, Data(camera.id.rawValue.utf8))
      try db.execute(
        sql: """
          INSERT INTO cameras (id, site, key_hash, body) VALUES (?, ?, ?, ?)
          ON CONFLICT (id) DO UPDATE SET site = excluded.site, key_hash = coalesce(excluded.key_hash, key_hash), body = excluded.body
          """,
        arguments: [camera.id.rawValue, camera.site.rawValue, key.map(Self.hash(ofKey:)), body])
      try keepStream(stream, of: camera, in: db)
      try Self.tell(of: camera, before: before, hasNewKey: key != nil, at: instant, in: db)
      try Self.raiseRevision(in: db)
    }
  }

  func camera(_ row: Row) throws -> Camera { try cipher.open(Camera.self, row["body"], .cameras, Data((row["id"] as String).utf8)) }

  /// How a camera's key is known: SHA-256. Keys are random, so that nothing slower is needed.
  public static func hash(ofKey key: String) -> Data { Data(SHA256.hash(data: Data(key.utf8))) }
}
