public import Access
public import Foundation
import GRDB
public import Traffic

extension Store {
  /// How long two keys of one camera count side by side: so long a device may take from asking for the new one to coming in with it.
  private static let bothKeysCount: TimeInterval = 86_400

  /// Keeps a one-time code. An older code of the same camera stops working.
  /// - Throws: ``StorageFault/notFound(_:)`` where there is no such camera, or it is one that sends nothing.
  public func saveEnrolmentCode(hash: Data, for id: CameraID, endsAt: Date) throws {
    try write { db in
      guard try self.camera(id, in: db).dialect != .video else { throw StorageFault.notFound("A camera \(id) that sends") }
      try db.execute(
        sql: """
          INSERT INTO camera_credentials (camera, code_hash, code_ends_at) VALUES (?, ?, ?)
          ON CONFLICT (camera) DO UPDATE SET code_hash = excluded.code_hash, code_ends_at = excluded.code_ends_at
          """,
        arguments: [id.rawValue, hash, endsAt.milliseconds])
    }
  }

  /// Uses a code up and pins a key to its camera, in one step: of two who present it at once one comes in. Keys that the camera had before, for
  /// certificates and signatures, count no more; a camera that was revoked may send again.
  /// - Parameters:
  ///   - endsAt: until when the certificate will be valid.
  ///   - signingKey: the Ed25519 key that captures will be signed with, 32 bytes.
  /// - Returns: `nil` for an unknown, used or expired code alike.
  /// - Throws: `CameraCertificateFault.keyInUse` where another camera has the key; the code is not used up then.
  public func enrol(codeHash: Data, pin: KeyPin, signingKey: Data?, endsAt: Date, at now: Date) throws -> CameraID? {
    try write { db in
      let owner = try String.fetchOne(
        db,
        sql: """
          UPDATE camera_credentials SET code_hash = NULL, code_ends_at = NULL, signing_key = ?, refused = 0, refused_at = NULL
          WHERE code_hash = ? AND code_ends_at > ? RETURNING camera
          """,
        arguments: [signingKey, codeHash, now.milliseconds])
      guard let id = owner.flatMap(CameraID.init(rawValue:)) else { return nil }
      try Self.refuseForeign(pin, of: id, in: db)
      try db.execute(sql: "DELETE FROM camera_pins WHERE camera = ?", arguments: [id.rawValue])
      try Self.insert(CameraPin(pin: pin, camera: id, endsAt: endsAt, isUsed: true), at: now, in: db)
      try enable(id, in: db)
      try Self.tell(ofEnrolled: self.camera(id, in: db), key: pin, at: now, in: db)
      try Self.raiseRevision(in: db)
      return id
    }
  }

  /// Notes that a camera has a new certificate, for the key that it has or for another. The old key counts until the new one is used, and for a day
  /// at most.
  /// - Parameter old: the key that the camera came in with.
  /// - Returns: `false` where that key is not the camera's any more.
  /// - Throws: `CameraCertificateFault.keyInUse` where another camera has the new key.
  public func renew(_ old: KeyPin, of id: CameraID, as pin: KeyPin, endsAt: Date, at now: Date) throws -> Bool {
    try write { db in
      let isKnown = try Bool.fetchOne(
        db, sql: "SELECT count(*) > 0 FROM camera_pins WHERE pin = ? AND camera = ? AND ends_at > ?",
        arguments: [old.sha256, id.rawValue, now.milliseconds])
      guard isKnown == true else { return false }
      try Self.refuseForeign(pin, of: id, in: db)
      if pin == old {
        try db.execute(sql: "UPDATE camera_pins SET ends_at = ? WHERE pin = ?", arguments: [endsAt.milliseconds, pin.sha256])
      } else {
        // A third key does not come beside the two: one that was asked for and never used is forgotten.
        try db.execute(sql: "DELETE FROM camera_pins WHERE camera = ? AND pin <> ?", arguments: [id.rawValue, old.sha256])
        try db.execute(
          sql: "UPDATE camera_pins SET ends_at = min(ends_at, ?) WHERE pin = ?", arguments: [(now + Self.bothKeysCount).milliseconds, old.sha256])
        try Self.insert(CameraPin(pin: pin, camera: id, endsAt: endsAt, isUsed: false), at: now, in: db)
        try Self.tell(ofEnrolled: self.camera(id, in: db), key: pin, at: now, in: db)
      }
      try Self.raiseRevision(in: db)
      return true
    }
  }

  /// Notes that a camera has come in with a key for the first time: its other one counts no more.
  public func usePin(_ pin: KeyPin) throws {
    try write { db in
      let owner = try String.fetchOne(
        db, sql: "UPDATE camera_pins SET is_used = 1 WHERE pin = ? AND is_used = 0 RETURNING camera", arguments: [pin.sha256])
      guard let owner else { return }
      try db.execute(sql: "DELETE FROM camera_pins WHERE camera = ? AND pin <> ?", arguments: [owner, pin.sha256])
      try Self.raiseRevision(in: db)
    }
  }

  /// Shuts a camera out for good: its key, its pinned keys and a code that waits are gone. It comes back with a new code, or a new key.
  /// - Throws: ``StorageFault/notFound(_:)`` where there is no such camera.
  public func revoke(_ id: CameraID) throws {
    let instant = Self.actInstant
    try write { db in
      var camera = try self.camera(id, in: db)
      let before = camera
      camera.isEnabled = false
      try update(camera, in: db)
      try db.execute(sql: "UPDATE cameras SET key_hash = NULL WHERE id = ?", arguments: [id.rawValue])
      try db.execute(sql: "DELETE FROM camera_pins WHERE camera = ?", arguments: [id.rawValue])
      try db.execute(sql: "DELETE FROM camera_credentials WHERE camera = ?", arguments: [id.rawValue])
      try Self.tell(of: camera, before: before, hasNewKey: false, at: instant, in: db)
      try Self.raiseRevision(in: db)
    }
  }

  /// Notes that a capture was refused because its signature was missing or wrong.
  public func noteRefusedSignature(of camera: CameraID, at instant: Date) async throws {
    try await commits.write { db in
      try db.execute(
        sql: "UPDATE camera_credentials SET refused = refused + 1, refused_at = ? WHERE camera = ?",
        arguments: [instant.milliseconds, camera.rawValue])
    }
  }

  // MARK: What is there

  /// Every key that a camera is known by, also those that count no more.
  public func cameraPins() throws -> [CameraPin] {
    try read { db in
      try Row.fetchAll(db, sql: "SELECT pin, camera, ends_at, is_used FROM camera_pins").compactMap { row in
        guard let pin = KeyPin(sha256: row["pin"]), let camera = CameraID(rawValue: row["camera"]) else { return nil }
        return CameraPin(pin: pin, camera: camera, endsAt: Date(milliseconds: row["ends_at"]), isUsed: row["is_used"])
      }
    }
  }

  /// What is known besides, of every camera for which a code was ever made.
  public func cameraCredentials() throws -> [CameraCredential] {
    try read { db in
      try Row.fetchAll(db, sql: "SELECT camera, code_ends_at, signing_key, refused, refused_at FROM camera_credentials").compactMap { row in
        guard let camera = CameraID(rawValue: row["camera"]) else { return nil }
        return CameraCredential(
          camera: camera, codeEndsAt: (row["code_ends_at"] as Int64?).map(Date.init(milliseconds:)), signingKey: row["signing_key"],
          refusedSignatures: row["refused"], refusedAt: (row["refused_at"] as Int64?).map(Date.init(milliseconds:)))
      }
    }
  }

  // MARK: Steps

  private func camera(_ id: CameraID, in db: Database) throws -> Camera {
    guard let row = try Row.fetchOne(db, sql: "SELECT id, body FROM cameras WHERE id = ?", arguments: [id.rawValue]) else {
      throw StorageFault.notFound("A camera \(id)")
    }
    return try camera(row)
  }

  private func enable(_ id: CameraID, in db: Database) throws {
    var camera = try self.camera(id, in: db)
    guard !camera.isEnabled else { return }
    camera.isEnabled = true
    try update(camera, in: db)
  }

  private func update(_ camera: Camera, in db: Database) throws {
    let body = try cipher.seal(camera, .cameras, Data(camera.id.rawValue.utf8))
    try db.execute(sql: "UPDATE cameras SET body = ? WHERE id = ?", arguments: [body, camera.id.rawValue])
  }

  private static func refuseForeign(_ pin: KeyPin, of id: CameraID, in db: Database) throws {
    let owner = try String.fetchOne(db, sql: "SELECT camera FROM camera_pins WHERE pin = ?", arguments: [pin.sha256])
    guard owner == nil || owner == id.rawValue else { throw CameraCertificateFault.keyInUse }
  }

  private static func insert(_ pin: CameraPin, at now: Date, in db: Database) throws {
    try db.execute(
      sql: "INSERT INTO camera_pins (pin, camera, made_at, ends_at, is_used) VALUES (?, ?, ?, ?, ?)",
      arguments: [pin.pin.sha256, pin.camera.rawValue, now.milliseconds, pin.endsAt.milliseconds, pin.isUsed])
  }
}
