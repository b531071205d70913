import Foundation
import TransparencyLog

extension AuditRecord {
  /// The longest unit that the log is told, in characters.
  private static let longestUnit = 60

  /// What the public log has of it: what kind of thing was done by what role, and a commitment to the rest.
  ///
  /// No name, number, plate or address: the log is for ever, and everybody reads it.
  func publicFields(commitment: Data) -> [String: CanonicalJSON] {
    var fields: [String: CanonicalJSON] = [
      "commitment": .bytes(commitment), "act": .text(act.rawValue), "subject": .text(subject.rawValue), "purpose": .text(purpose.rawValue),
      "role": .text(actor.roles.joined(separator: ",")), "outcome": .text(outcome.rawValue),
    ]
    if !actor.unit.isEmpty { fields["unit"] = .text(String(actor.unit.prefix(Self.longestUnit))) }
    // Classes of offence are words of the program, and no more is passed on than such a word can be.
    if let offence, offence.utf8.allSatisfy({ (0x61...0x7A).contains($0) || $0 == 0x2D }) { fields["offence"] = .text(offence) }
    return fields
  }
}
