extension Migrations {
  /// What the last examination of the installation found, sealed: it names what is weak.
  static let doctor = "CREATE TABLE diagnoses (name TEXT PRIMARY KEY, body BLOB NOT NULL) WITHOUT ROWID;"
}
