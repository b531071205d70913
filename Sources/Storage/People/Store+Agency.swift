public import Access
public import Foundation
import GRDB

extension Store: AgencyStore {
  public func person(with subject: AgencySubject) async throws -> Person? {
    try read { db in try owner(of: subject, in: db).flatMap(UUID.init(bytes:)).flatMap { try person($0, in: db) } }
  }

  public func agencySubject(of person: UUID) async throws -> AgencySubject? {
    try read { db in try agencySubject(of: person, in: db) }
  }

  public func setAgencySubject(_ subject: AgencySubject?, of person: UUID) async throws {
    let instant = Self.actInstant
    let (whose, owner) = try read { db in
      (try self.person(person, in: db), try subject.flatMap { try self.owner(of: $0, in: db) })
    }
    guard let whose else { throw AccessFault.unknownPerson }
    // Where two do this at the same time, the index lets one through.
    guard owner == nil || owner == person.bytes else { throw AccessFault.takenSubject }
    try write { db in
      let before = try agencySubject(of: person, in: db)
      guard subject != before else { return }
      try db.execute(sql: "DELETE FROM agency_subjects WHERE person = ?", arguments: [person.bytes])
      if before != nil { try Self.tell(ofFormer: "agency", of: whose, at: instant, in: db) }
      if let subject {
        try db.execute(
          sql: "INSERT INTO agency_subjects (person, subject_index, body) VALUES (?, ?, ?)",
          arguments: [
            person.bytes, keys.index(.agencySubject, subject.indexed), try cipher.seal(subject, .agencySubjects, person.bytes),
          ])
        try Self.tell(ofNew: "agency", of: whose, at: instant, in: db)
      }
      try db.execute(sql: "DELETE FROM sessions WHERE person = ?", arguments: [person.bytes])
    }
  }

  /// Rows under keys that were replaced meanwhile are found too, until the rotation has been there.
  private func owner(of subject: AgencySubject, in db: Database) throws -> Data? {
    let indexes = try keys.keepUp(in: db).indexes(.agencySubject, subject.indexed)
    let marks = Array(repeating: "?", count: indexes.count).joined(separator: ", ")
    return try Data.fetchOne(
      db, sql: "SELECT person FROM agency_subjects WHERE subject_index IN (\(marks))", arguments: StatementArguments(indexes))
  }

  private func agencySubject(of person: UUID, in db: Database) throws -> AgencySubject? {
    try Data.fetchOne(db, sql: "SELECT body FROM agency_subjects WHERE person = ?", arguments: [person.bytes])
      .map { try cipher.open(AgencySubject.self, $0, .agencySubjects, person.bytes) }
  }
}

extension AgencySubject {
  /// What the index is made of. A space ends the issuer: no address holds one.
  var indexed: String { "\(issuer) \(subject)" }
}
