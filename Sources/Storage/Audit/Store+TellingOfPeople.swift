import Access
import Foundation
import GRDB
import TransparencyLog

/// What the log is told of people: roles, units and scopes, and which credentials come and go. Never who.
extension Store {
  static func tell(of person: Person, before: Person?, at instant: Date, in db: Database) throws {
    guard
      person.roles != before?.roles || person.unit != before?.unit || person.isEnabled != before?.isEnabled || person.scope != before?.scope
    else { return }
    let fields = ["before": roles(before), "after": roles(person), "scope": scope(of: person)]
    try tell(.roleChanged, at: instant, unit(of: person, fields), in: db)
    if let before, before.isEnabled, !person.isEnabled {
      try tell(.credentialRemoved, at: instant, unit(of: person, ["credential": .text("all"), "roles": roles(before)]), in: db)
    }
  }

  /// - Parameter credential: what opens the door: `sign-in-link`, `approval-key` or `agency`, a name at the agency's provider.
  static func tell(ofNew credential: String, of person: Person?, key: Data? = nil, at instant: Date, in db: Database) throws {
    var fields: [String: CanonicalJSON] = ["credential": .text(credential), "roles": roles(person)]
    if let key { fields["key"] = .bytes(key) }
    try tell(.credentialAdded, at: instant, unit(of: person, fields), in: db)
  }

  /// - Parameter credential: what opens the door no more.
  static func tell(ofFormer credential: String, of person: Person?, at instant: Date, in db: Database) throws {
    try tell(.credentialRemoved, at: instant, unit(of: person, ["credential": .text(credential), "roles": roles(person)]), in: db)
  }

  /// A disabled person has no role.
  private static func roles(_ person: Person?) -> CanonicalJSON {
    guard let person, person.isEnabled else { return .list([]) }
    return .list(person.roles.map(\.rawValue).sorted().map { .text($0) })
  }

  /// Whether they work everywhere or in a part of the country. Which part, together with a unit, could name somebody.
  private static func scope(of person: Person) -> CanonicalJSON { .text(person.scope == .everywhere ? "everywhere" : "limited") }

  private static func unit(of person: Person?, _ fields: [String: CanonicalJSON]) -> [String: CanonicalJSON] {
    guard let person, !person.unit.isEmpty else { return fields }
    return fields.merging(["unit": .text(person.unit)]) { $1 }
  }

  /// The instant that an act is told with: that of the record it is part of, where there is one.
  static var actInstant: Date { AuditTrail.current?.record.at ?? Date() }
}
