import GRDB

/// How the database came to look as it does. A migration that was released is never edited; a change is a new one.
enum Migrations {
  /// Brings the database up to date.
  /// - Throws: ``StorageFault/failed(_:)`` where a newer Gantry has written it.
  static func run(on pool: DatabasePool) throws {
    let migrator = migrator
    guard try !pool.read(migrator.hasBeenSuperseded) else {
      throw StorageFault.failed("the data folder was written by a newer Gantry. Start that one.")
    }
    try migrator.migrate(pool)
  }

  private static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("notes") { db in try db.execute(sql: notes) }
    migrator.registerMigration("road") { db in try db.execute(sql: road) }
    migrator.registerMigration("people") { db in try db.execute(sql: people) }
    migrator.registerMigration("objects") { db in try db.execute(sql: objects) }
    migrator.registerMigration("intake") { db in try db.execute(sql: intake) }
    migrator.registerMigration("cases") { db in try db.execute(sql: cases) }
    migrator.registerMigration("statistics") { db in try db.execute(sql: statistics) }
    migrator.registerMigration("video") { db in try db.execute(sql: video) }
    migrator.registerMigration("sealing") { db in try db.execute(sql: sealing) }
    migrator.registerMigration("warrants") { db in try db.execute(sql: warrants) }
    migrator.registerMigration("case-keys") { db in try db.execute(sql: caseKeys) }
    migrator.registerMigration("audit") { db in try db.execute(sql: audit) }
    migrator.registerMigration("passkeys") { db in try db.execute(sql: passkeys) }
    migrator.registerMigration("agency") { db in try db.execute(sql: agency) }
    migrator.registerMigration("camera-credentials") { db in try db.execute(sql: cameraCredentials) }
    migrator.registerMigration("scopes") { db in try db.execute(sql: scopes) }
    return migrator
  }

  private static let notes = """
    CREATE TABLE notes (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
    CREATE TABLE key_check (id INTEGER PRIMARY KEY, value BLOB NOT NULL);
    """

  private static let road = """
    CREATE TABLE sites (id TEXT PRIMARY KEY, body BLOB NOT NULL) WITHOUT ROWID;
    CREATE TABLE cameras (id TEXT PRIMARY KEY, site TEXT NOT NULL, key_hash BLOB UNIQUE, body BLOB NOT NULL);
    CREATE TABLE camera_health (
      camera TEXT PRIMARY KEY, last_received_at INTEGER, last_captured_at INTEGER, clock_offset_ms INTEGER,
      captures INTEGER NOT NULL DEFAULT 0, repeats INTEGER NOT NULL DEFAULT 0, unparsed INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;
    CREATE TABLE hotlist (sequence INTEGER PRIMARY KEY, list TEXT NOT NULL, body BLOB NOT NULL);
    CREATE INDEX hotlist_list ON hotlist (list);
    CREATE TABLE registry (
      generation INTEGER NOT NULL, plate_index BLOB NOT NULL, body BLOB NOT NULL, PRIMARY KEY (generation, plate_index)) WITHOUT ROWID;
    """

  private static let people = """
    CREATE TABLE people (id BLOB PRIMARY KEY, body BLOB NOT NULL) WITHOUT ROWID;
    CREATE TABLE links (hash BLOB PRIMARY KEY, person BLOB NOT NULL, expires_at INTEGER NOT NULL) WITHOUT ROWID;
    CREATE INDEX links_person ON links (person);
    CREATE INDEX links_expiry ON links (expires_at);
    CREATE TABLE sessions (
      hash BLOB PRIMARY KEY, person BLOB NOT NULL, started_at INTEGER NOT NULL, seen_at INTEGER NOT NULL) WITHOUT ROWID;
    CREATE INDEX sessions_person ON sessions (person);
    CREATE INDEX sessions_start ON sessions (started_at);
    """

  /// An object is kept as long as an owner names it: an inbox row, a case, a hit or an unparsed body. `inline` holds small ones.
  private static let objects = """
    CREATE TABLE objects (id BLOB PRIMARY KEY, wrapped_key BLOB NOT NULL, byte_count INTEGER NOT NULL, inline BLOB);
    CREATE TABLE object_owners (owner BLOB NOT NULL, object BLOB NOT NULL, PRIMARY KEY (owner, object)) WITHOUT ROWID;
    CREATE INDEX object_owners_object ON object_owners (object);
    """

  /// Receipts and passes say only the day or the hour in clear.
  private static let intake = """
    CREATE TABLE inbox (
      sequence INTEGER PRIMARY KEY AUTOINCREMENT, id BLOB NOT NULL UNIQUE, camera TEXT NOT NULL, received_at INTEGER NOT NULL,
      object BLOB NOT NULL, body BLOB NOT NULL);
    CREATE TABLE receipts (vendor_key BLOB PRIMARY KEY, day INTEGER NOT NULL, body BLOB NOT NULL) WITHOUT ROWID;
    CREATE INDEX receipts_day ON receipts (day);
    CREATE TABLE passes (id BLOB PRIMARY KEY, camera TEXT NOT NULL, hour INTEGER NOT NULL, body BLOB NOT NULL);
    CREATE INDEX passes_hour ON passes (hour, camera);
    CREATE INDEX passes_camera ON passes (camera, hour);
    CREATE TABLE unparsed (
      sequence INTEGER PRIMARY KEY AUTOINCREMENT, id BLOB NOT NULL UNIQUE, camera TEXT, received_at INTEGER NOT NULL,
      is_open INTEGER NOT NULL DEFAULT 1, object BLOB NOT NULL, body BLOB NOT NULL);
    CREATE INDEX unparsed_open ON unparsed (is_open);
    CREATE INDEX unparsed_received ON unparsed (received_at);
    """

  private static let cases = """
    CREATE TABLE numbers (series TEXT NOT NULL, year INTEGER NOT NULL, last INTEGER NOT NULL, PRIMARY KEY (series, year)) WITHOUT ROWID;
    CREATE TABLE cases (
      sequence INTEGER PRIMARY KEY AUTOINCREMENT, id BLOB NOT NULL UNIQUE, number TEXT NOT NULL UNIQUE, state TEXT NOT NULL, kind TEXT NOT NULL,
      site TEXT NOT NULL, camera TEXT NOT NULL, opened_at INTEGER NOT NULL, changed_at INTEGER NOT NULL, plate_index BLOB,
      has_evidence INTEGER NOT NULL, body BLOB NOT NULL);
    CREATE INDEX cases_state ON cases (state);
    CREATE INDEX cases_kind ON cases (kind);
    CREATE INDEX cases_site ON cases (site);
    CREATE INDEX cases_camera ON cases (camera);
    CREATE INDEX cases_opened ON cases (opened_at);
    CREATE INDEX cases_plate ON cases (plate_index);
    CREATE INDEX cases_evidence ON cases (state, has_evidence, changed_at);
    CREATE TABLE case_reviewers (case_id BLOB NOT NULL, person BLOB NOT NULL, PRIMARY KEY (case_id, person)) WITHOUT ROWID;
    CREATE TABLE notices (
      sequence INTEGER PRIMARY KEY AUTOINCREMENT, number TEXT NOT NULL UNIQUE, case_id BLOB NOT NULL UNIQUE, issued_at INTEGER NOT NULL,
      body BLOB NOT NULL);
    CREATE TABLE hits (
      sequence INTEGER PRIMARY KEY AUTOINCREMENT, id BLOB NOT NULL UNIQUE, decision TEXT NOT NULL, site TEXT NOT NULL, camera TEXT NOT NULL,
      captured_at INTEGER NOT NULL, body BLOB NOT NULL);
    CREATE INDEX hits_decision ON hits (decision);
    CREATE INDEX hits_captured ON hits (captured_at);
    """

  private static let statistics = """
    CREATE TABLE statistics (
      kind TEXT NOT NULL, hour INTEGER NOT NULL, site TEXT NOT NULL, camera TEXT NOT NULL, count INTEGER NOT NULL,
      PRIMARY KEY (kind, hour, site, camera)) WITHOUT ROWID;
    """

  /// Addresses of video streams hold passwords. They stand apart from the cameras, so that whoever lists cameras does not carry them along.
  private static let video = "CREATE TABLE camera_streams (camera TEXT PRIMARY KEY, body BLOB NOT NULL) WITHOUT ROWID;"

  /// Passes rest in the archive, where nothing on this machine opens them; those under the server's own key are destroyed. What keyholders publish
  /// is no secret.
  private static let sealing = """
    DROP TABLE passes;
    CREATE TABLE day_keys (day TEXT NOT NULL, holder TEXT NOT NULL, body BLOB NOT NULL, PRIMARY KEY (day, holder)) WITHOUT ROWID;
    """
}
