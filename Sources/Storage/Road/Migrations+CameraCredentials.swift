extension Migrations {
  /// What cameras prove themselves with: one-time codes by their hashes, public keys by their pins, and the key that captures are signed with; and
  /// the terms on which each may send, which say where it stands in the network and are sealed.
  static let cameraCredentials = """
    CREATE TABLE camera_credentials (
      camera TEXT PRIMARY KEY, code_hash BLOB UNIQUE, code_ends_at INTEGER, signing_key BLOB,
      refused INTEGER NOT NULL DEFAULT 0, refused_at INTEGER) WITHOUT ROWID;
    CREATE TABLE camera_pins (
      pin BLOB PRIMARY KEY, camera TEXT NOT NULL, made_at INTEGER NOT NULL, ends_at INTEGER NOT NULL, is_used INTEGER NOT NULL) WITHOUT ROWID;
    CREATE INDEX camera_pins_camera ON camera_pins (camera);
    CREATE TABLE camera_terms (camera TEXT PRIMARY KEY, body BLOB NOT NULL) WITHOUT ROWID;
    """
}
