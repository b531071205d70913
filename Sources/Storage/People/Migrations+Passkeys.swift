extension Migrations {
  /// Passkeys, found by a hash of their credential IDs, and what was approved with them. In clear stand people's IDs, which are random, and times.
  ///
  /// Where somebody's session was opened from says who they are, and is sealed. Sessions of the time before say nothing of it; they end.
  static let passkeys = """
    CREATE TABLE passkeys (
      sequence INTEGER PRIMARY KEY AUTOINCREMENT, id BLOB NOT NULL UNIQUE, person BLOB NOT NULL, body BLOB NOT NULL);
    CREATE INDEX passkeys_person ON passkeys (person);
    CREATE TABLE approvals (
      sequence INTEGER PRIMARY KEY AUTOINCREMENT, id BLOB NOT NULL UNIQUE, at INTEGER NOT NULL, body BLOB NOT NULL);
    CREATE TABLE recovery (person BLOB PRIMARY KEY, body BLOB NOT NULL) WITHOUT ROWID;
    DELETE FROM sessions;
    ALTER TABLE sessions ADD COLUMN body BLOB NOT NULL DEFAULT x'';
    """
}
