import Foundation
import GRDB

extension Store {
  /// Reads from one consistent state.
  func read<Value>(_ body: (Database) throws -> Value) throws -> Value {
    try translating { try pool.read(body) }
  }

  /// Writes in one transaction of its own, durable on return. For what people do; captures go through ``commit(naming:_:)``. With what is
  /// written the record of the act is entered: see ``AuditTrail``.
  func write<Value>(_ body: (Database) throws -> Value) throws -> Value {
    let trail = AuditTrail.current
    var isDurable = false
    defer { trail?.settle(isDurable: isDurable) }
    let value = try translating {
      try pool.write { db in
        try keys.keepUp(in: db)
        let value = try body(db)
        try trail?.enter(through: self, in: db)
        return value
      }
    }
    isDurable = true
    return value
  }

  /// Writes in the next shared transaction: see ``GroupCommit/write(naming:_:)``. What is sealed in it is under the server's key of that moment.
  func commit<Value: Sendable>(
    naming staged: [ObjectFolder.Staged] = [], _ body: @escaping @Sendable (Database) throws -> Value
  ) async throws -> Value {
    let trail = AuditTrail.current
    var isDurable = false
    defer { trail?.settle(isDurable: isDurable) }
    let value = try await commits.write(naming: staged) { db in
      try self.keys.keepUp(in: db)
      let value = try body(db)
      try trail?.enter(through: self, in: db)
      return value
    }
    isDurable = true
    return value
  }

  /// The database's errors become ``StorageFault``; errors of the caller's own closures pass.
  private func translating<Value>(_ body: () throws -> Value) throws -> Value {
    do {
      return try body()
    } catch let fault as DatabaseError {
      throw StorageFault(cause: fault)
    }
  }

  /// A number that the store keeps about itself.
  enum Note: String {
    /// Counts changes to what a running server holds in memory.
    case revision
    /// Counts keys of the server that were added or dropped, and says since when (seconds since 1970) the newest is in use.
    case keyRevision = "key-revision", keySince = "key-since"
    /// Which generation of registry rows is in force, which was handed out last, and how many vehicles it holds.
    case registryGeneration = "registry-generation", registryLast = "registry-last", registryCount = "registry-count"
  }

  static func note(_ note: Note, in db: Database) throws -> Int {
    try Int.fetchOne(db.cachedStatement(sql: "SELECT value FROM notes WHERE name = ?"), arguments: [note.rawValue]) ?? 0
  }

  static func set(_ note: Note, to value: Int, in db: Database) throws {
    try db.execute(
      sql: "INSERT INTO notes (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
      arguments: [note.rawValue, value])
  }

  /// To be called by whoever writes something that a running server holds in memory.
  static func raiseRevision(in db: Database) throws { try set(.revision, to: note(.revision, in: db) + 1, in: db) }
}
