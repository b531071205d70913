import GRDB

extension Store {
  /// The names of all hotlists that hold anything, in order.
  public func hotlistNames() throws -> [String] {
    try read { db in try String.fetchAll(db, sql: "SELECT DISTINCT list FROM hotlist ORDER BY list") }
  }
}
