extension Migrations {
  /// Warrants on their way, with what lies in their dossiers, the entries that wait for the log, and the keys people sign with. In clear stand
  /// states, times, keyholders' names and a hash of each warrant's nonce, which is random.
  static let warrants = """
    CREATE TABLE warrants (
      sequence INTEGER PRIMARY KEY AUTOINCREMENT, id BLOB NOT NULL UNIQUE, state TEXT NOT NULL, requested_at INTEGER NOT NULL,
      nonce BLOB NOT NULL UNIQUE, body BLOB NOT NULL);
    CREATE INDEX warrants_state ON warrants (state);
    CREATE TABLE warrant_papers (
      warrant BLOB NOT NULL, name TEXT NOT NULL, body BLOB NOT NULL, PRIMARY KEY (warrant, name));
    CREATE TABLE warrant_log (
      sequence INTEGER PRIMARY KEY AUTOINCREMENT, id BLOB NOT NULL UNIQUE, warrant BLOB, body BLOB NOT NULL);
    CREATE INDEX warrant_log_warrant ON warrant_log (warrant);
    CREATE TABLE approval_keys (person BLOB PRIMARY KEY, body BLOB NOT NULL) WITHOUT ROWID;
    """
}
