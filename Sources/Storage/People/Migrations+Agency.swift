extension Migrations {
  /// Who somebody is at the agency's identity provider, found by a keyed index of it.
  static let agency = """
    CREATE TABLE agency_subjects (person BLOB PRIMARY KEY, subject_index BLOB NOT NULL UNIQUE, body BLOB NOT NULL) WITHOUT ROWID;
    """
}
