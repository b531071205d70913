import Foundation
import Storage

/// Audit records as a file for other programs.
enum AuditTable {
  private static let columns = [
    "number", "time", "person", "name", "roles", "unit", "organisation", "act", "subject", "reference", "query", "purpose", "offence", "case",
    "outcome", "detail", "source", "commitment",
  ]
  /// What a spreadsheet takes for the beginning of a formula.
  private static let dangerous: Set<Character> = ["=", "+", "-", "@", "\t", "\r", "\r\n"]

  /// RFC 4180, UTF-8. A value that a spreadsheet would run gets an apostrophe in front.
  static func csv(_ entries: [AuditEntry]) -> Data {
    let lines = [columns] + entries.map(values)
    return Data(lines.map { $0.map(field).joined(separator: ",") + "\r\n" }.joined().utf8)
  }

  /// A list of the records as they were committed to, each with its number, opening and commitment.
  static func json(_ entries: [AuditEntry]) -> Data {
    var bytes = Data("[".utf8)
    for (place, entry) in entries.enumerated() {
      if place > 0 { bytes += Data(",\n".utf8) }
      let (commitment, opening) = (entry.commitment.base64EncodedString(), entry.opening.base64EncodedString())
      bytes += Data("{\"commitment\":\"\(commitment)\",\"number\":\(entry.sequence),\"opening\":\"\(opening)\",\"record\":".utf8) + entry.bytes
      bytes += Data("}".utf8)
    }
    return bytes + Data("]\n".utf8)
  }

  private static func values(_ entry: AuditEntry) -> [String] {
    let record = entry.record
    let query = record.query.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")
    return [
      String(entry.sequence), record.timeText, record.actor.person?.uuidString.lowercased() ?? "", record.actor.name,
      record.actor.roles.joined(separator: " "), record.actor.unit, record.organisation, record.act.rawValue, record.subject.rawValue,
      record.reference ?? "", query, record.purpose.rawValue, record.offence ?? "", record.caseNumber ?? "", record.outcome.rawValue,
      record.detail ?? "", record.source, entry.commitment.base64EncodedString(),
    ]
  }

  static func field(_ text: String) -> String {
    let safe = text.first.map(dangerous.contains) == true ? "'\(text)" : text
    guard safe.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return safe }
    return "\"\(safe.replacing("\"", with: "\"\""))\""
  }
}
