extension Migrations {
  /// Cases and hits have keys of their own. Those written before are given some when they are next written, or by the next rotation.
  ///
  /// All keys that are destroyed one by one stand in ``KeySlot``s. The key of an object stands there as long as something else than cases and hits
  /// owns it; each case and each hit has it wrapped under its evidence key in `object_owners`. What `objects` has of keys is of the time before.
  static let caseKeys = """
    CREATE TABLE key_slots (slot INTEGER PRIMARY KEY, owner BLOB NOT NULL, purpose INTEGER NOT NULL, wrapped BLOB NOT NULL);
    CREATE INDEX key_slots_owner ON key_slots (owner, purpose);
    ALTER TABLE object_owners ADD COLUMN wrapped_key BLOB;
    ALTER TABLE cases ADD COLUMN is_held INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE cases ADD COLUMN destroyed_at INTEGER;
    CREATE INDEX cases_living ON cases (state, changed_at) WHERE destroyed_at IS NULL;
    """
}
