import Foundation
import Storage
import WebReception

/// What an auditor narrowed the records to, as it stands in the page's address.
struct AuditFilter: Sendable, Hashable {
  private static let console = "console"

  var who: AuditQuery.Who?
  var act: AuditRecord.Act?
  var subject: AuditRecord.Subject?
  var outcome: AuditRecord.Outcome?
  /// As the date field writes it, `2026-11-21`.
  var fromDay: String?
  var toDay: String?

  init() {}

  /// - Throws: ``PageFault/badForm(_:)`` naming the part of the address that means nothing.
  init(_ fields: FormFields, clock: SiteClock) throws(PageFault) {
    who = try fields["who"].map(Self.who)
    act = try Self.choice("act", fields)
    subject = try Self.choice("subject", fields)
    outcome = try Self.choice("outcome", fields)
    fromDay = try Self.day("from", fields, clock)
    toDay = try Self.day("to", fields, clock)
  }

  var isFiltered: Bool { self != AuditFilter() }

  /// The person's ID, or `console`, as the address has it.
  var whoText: String? {
    switch who {
    case .person(let id)?: id.uuidString.lowercased()
    case .console?: Self.console
    case nil: nil
    }
  }

  /// The filter as the query of an address.
  var query: String {
    var fields = FormFields()
    fields.set("who", to: whoText)
    fields.set("act", to: act?.rawValue)
    fields.set("subject", to: subject?.rawValue)
    fields.set("outcome", to: outcome?.rawValue)
    fields.set("from", to: fromDay)
    fields.set("to", to: toDay)
    return fields.urlEncoded
  }

  /// The filter as a question to the store.
  func auditQuery(_ clock: SiteClock) -> AuditQuery {
    AuditQuery(
      who: who, act: act, subject: subject, outcome: outcome, from: fromDay.flatMap { clock.startOfDay(field: $0) },
      to: toDay.flatMap { clock.startOfDay(field: $0) }.map(clock.dayAfter))
  }

  private static func who(_ text: String) throws(PageFault) -> AuditQuery.Who {
    if text == console { return .console }
    guard let id = UUID(uuidString: text) else { throw .badForm("“\(text.prefix(40))” is nobody's ID.") }
    return .person(id)
  }

  private static func choice<Value: RawRepresentable<String>>(_ name: String, _ fields: FormFields) throws(PageFault) -> Value? {
    guard let text = fields[name] else { return nil }
    guard let value = Value(rawValue: text) else { throw .badForm("“\(text.prefix(40))” is no \(name) of an audit record.") }
    return value
  }

  private static func day(_ name: String, _ fields: FormFields, _ clock: SiteClock) throws(PageFault) -> String? {
    guard let text = fields[name] else { return nil }
    guard clock.startOfDay(field: text) != nil else { throw .badForm("“\(text.prefix(40))” is not a day; write it as 2026-11-21.") }
    return text
  }
}
