public import Foundation
import GRDB

/// Dossiers of warrants. The server and the command line both work on them, so every change is one transaction that looks at the state first.
extension Store {
  /// Opens a dossier.
  /// - Parameter nonce: SHA-256 of the warrant's nonce.
  /// - Returns: `false` where a warrant with this nonce was requested before; nothing is kept then.
  public func add(_ dossier: WarrantDossier, nonce: Data) throws -> Bool {
    try write { db in
      let body = try cipher.seal(dossier, .warrants, dossier.id.bytes)
      try db.execute(
        sql: "INSERT INTO warrants (id, state, requested_at, nonce, body) VALUES (?, ?, ?, ?, ?) ON CONFLICT (nonce) DO NOTHING",
        arguments: [dossier.id.bytes, dossier.state.rawValue, dossier.requestedAt.milliseconds, nonce, body])
      return db.changesCount == 1
    }
  }

  public func warrant(_ id: UUID) throws -> WarrantDossier? { try read { db in try warrant(id, in: db) } }

  /// Dossiers, newest first.
  public func warrants(limit: Int = 100) throws -> [WarrantDossier] {
    try read { db in
      try Row.fetchAll(db, sql: "SELECT id, body FROM warrants ORDER BY sequence DESC LIMIT ?", arguments: [limit]).map(warrant)
    }
  }

  /// The warrants in some states, the oldest first.
  public func warrants(in states: Set<WarrantState>) throws -> [WarrantDossier] {
    let list = states.map { "'\($0.rawValue)'" }.sorted().joined(separator: ", ")
    return try read { db in
      try Row.fetchAll(db, sql: "SELECT id, body FROM warrants WHERE state IN (\(list)) ORDER BY sequence").map(warrant)
    }
  }

  /// Changes a dossier, and files what belongs to the change, in one transaction.
  /// - Parameter expecting: the states in which the change makes sense.
  /// - Throws: What `change` throws; ``StorageFault/changedMeanwhile(_:)`` where the warrant is in another state.
  @discardableResult
  public func changeWarrant(
    _ id: UUID, expecting: Set<WarrantState>, _ change: (inout WarrantDossier, inout WarrantFiling) throws -> Void
  ) throws -> WarrantDossier {
    try write { db in
      guard var dossier = try warrant(id, in: db) else { throw StorageFault.notFound("This warrant") }
      guard expecting.contains(dossier.state) else { throw StorageFault.changedMeanwhile("This warrant") }
      var filing = WarrantFiling()
      try change(&dossier, &filing)
      try db.execute(
        sql: "UPDATE warrants SET state = ?, body = ? WHERE id = ?",
        arguments: [dossier.state.rawValue, try cipher.seal(dossier, .warrants, id.bytes), id.bytes])
      for (paper, content) in filing.papers { try put(paper, content, of: id, in: db) }
      for entry in filing.entries { try queue(entry, of: id, in: db) }
      return dossier
    }
  }

  /// A paper out of a dossier.
  public func paper(_ paper: WarrantPaper, of id: UUID) throws -> Data? {
    try read { db in
      try Data.fetchOne(db, sql: "SELECT body FROM warrant_papers WHERE warrant = ? AND name = ?", arguments: [id.bytes, paper.name])
    }.map { try cipher.open(bytes: $0, .warrantPapers, Self.rowID(paper, of: id)) }
  }

  private func put(_ paper: WarrantPaper, _ content: Data, of id: UUID, in db: Database) throws {
    try db.execute(
      sql: """
        INSERT INTO warrant_papers (warrant, name, body) VALUES (?, ?, ?)
        ON CONFLICT (warrant, name) DO UPDATE SET body = excluded.body
        """,
      arguments: [id.bytes, paper.name, try cipher.seal(bytes: content, .warrantPapers, Self.rowID(paper, of: id))])
  }

  private static func rowID(_ paper: WarrantPaper, of id: UUID) -> Data { id.bytes + Data(paper.name.utf8) }

  private func warrant(_ id: UUID, in db: Database) throws -> WarrantDossier? {
    try Row.fetchOne(db, sql: "SELECT id, body FROM warrants WHERE id = ?", arguments: [id.bytes]).map(warrant)
  }

  private func warrant(_ row: Row) throws -> WarrantDossier { try cipher.open(WarrantDossier.self, row["body"], .warrants, row["id"]) }
}
