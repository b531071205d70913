public import Access
public import Foundation
import GRDB

extension Store: PersonStore {
  public func add(_ person: Person) async throws {
    let instant = Self.actInstant
    try write { db in
      let body = try cipher.seal(person, .people, person.id.bytes)
      try db.execute(sql: "INSERT INTO people (id, body) VALUES (?, ?)", arguments: [person.id.bytes, body])
      try Self.tell(of: person, before: nil, at: instant, in: db)
      try Self.raiseRevision(in: db)
    }
  }

  public func person(_ id: UUID) async throws -> Person? { try read { db in try person(id, in: db) } }

  public func people() async throws -> [Person] {
    let everyone = try read { db in
      try Row.fetchAll(db, sql: "SELECT id, body FROM people").map { try cipher.open(Person.self, $0["body"], .people, $0["id"]) }
    }
    return everyone.sorted { ($0.name, $0.createdAt) < ($1.name, $1.createdAt) }
  }

  public func update(_ person: Person) async throws {
    let instant = Self.actInstant
    try write { db in
      let before = try self.person(person.id, in: db)
      let body = try cipher.seal(person, .people, person.id.bytes)
      try db.execute(sql: "UPDATE people SET body = ? WHERE id = ?", arguments: [body, person.id.bytes])
      guard db.changesCount == 1 else { throw StorageFault.notFound("This person") }
      try Self.tell(of: person, before: before, at: instant, in: db)
      try Self.raiseRevision(in: db)
    }
  }

  func person(_ id: UUID, in db: Database) throws -> Person? {
    try Data.fetchOne(db, sql: "SELECT body FROM people WHERE id = ?", arguments: [id.bytes])
      .map { try cipher.open(Person.self, $0, .people, id.bytes) }
  }
}
