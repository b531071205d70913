/// How a rotation of the server's keys ended.
public struct KeyRotation: Sendable, Hashable {
  /// The key that everything is under now.
  public var key: Int
  /// How many rows and keys were sealed anew.
  public var resealed = 0
  /// Rows that no key opens: their bytes are not what was stored.
  public var damaged = 0
  /// The keys that the key file no longer holds. None where something is damaged, unless that was let go.
  public var dropped: [Int] = []

  /// A step that is done, and durable. A rotation that is cut off after any of them is taken up where it was.
  public enum Step: Sendable, Hashable {
    /// A new key stands in the key file, beside the old one.
    case drawn(key: Int)
    /// From now on every process writes under it.
    case announced(key: Int)
    /// So many more rows of a table are under it.
    case resealed(table: String, rows: Int)
    /// No remnant of what was under the old keys stands in the database file or its log.
    case rewritten
    /// Nothing is under the old keys any more, and the data folder no longer asks for them.
    case released(keys: [Int])
    /// The key file holds the new key only.
    case dropped(keys: [Int])
  }
}
