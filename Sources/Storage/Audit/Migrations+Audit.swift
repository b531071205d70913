extension Migrations {
  /// What waits for the public log, and the audit records. In clear stand times, kinds of act and subject, outcomes, and people's IDs, which are
  /// random; who somebody is, and what they looked at, stands in the sealed body.
  ///
  /// A number of the outbox is never given out twice, so that a gap in the log shows; the same holds for the audit records.
  static let audit = """
    CREATE TABLE log_outbox (number INTEGER PRIMARY KEY AUTOINCREMENT, entry BLOB NOT NULL);
    CREATE TABLE log_marks (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
    CREATE TABLE audit (
      sequence INTEGER PRIMARY KEY AUTOINCREMENT, id BLOB NOT NULL UNIQUE, at INTEGER NOT NULL, person BLOB NOT NULL, act TEXT NOT NULL,
      subject TEXT NOT NULL, outcome TEXT NOT NULL, number INTEGER NOT NULL UNIQUE, log_shard TEXT, log_index INTEGER, body BLOB NOT NULL);
    CREATE INDEX audit_at ON audit (at);
    CREATE INDEX audit_person ON audit (person, at);
    CREATE INDEX audit_act ON audit (act, at);
    CREATE INDEX audit_subject ON audit (subject, at);
    CREATE INDEX audit_outcome ON audit (outcome, at);
    CREATE TABLE audit_assessments (record INTEGER PRIMARY KEY, body BLOB NOT NULL);
    CREATE TABLE audit_weeks (week TEXT PRIMARY KEY, body BLOB NOT NULL) WITHOUT ROWID;
    """
}
