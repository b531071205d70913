public import Foundation
import TransparencyLog

/// The one way in which a record is written: what is sealed, committed to and shown to whoever checks the commitment.
extension AuditRecord {
  private static let thing = "audit record"
  /// A search names some plates, not thousands.
  private static let longest = 60_000

  /// Canonical JSON.
  public var bytes: Data {
    var fields: [String: CanonicalJSON] = [
      "at": .text(timeText), "actor": actor.json, "organisation": .text(organisation), "act": .text(act.rawValue), "subject": .text(subject.rawValue),
      "purpose": .text(purpose.rawValue), "outcome": .text(outcome.rawValue), "source": .text(source),
    ]
    if !query.isEmpty { fields["query"] = .object(query.mapValues { .text($0) }) }
    for (name, value) in [("reference", reference), ("offence", offence), ("caseNumber", caseNumber), ("detail", detail)] {
      if let value { fields[name] = .text(value) }
    }
    if let approval { fields["approval"] = approval.json }
    return CanonicalJSON.object(fields).bytes
  }

  /// The time with the offset of the office's clock: `2026-11-21T14:15:30.42+05:00`.
  public var timeText: String { AuditTime.text(at, zoneOffsetSeconds: zoneOffsetSeconds) }

  /// - Throws: ``StorageFault/damaged(_:)`` for what is no audit record.
  init(bytes: Data) throws(StorageFault) {
    do throws(TransparencyFault) {
      let json = try CanonicalFieldReader<TransparencyFault>.read(bytes, of: Self.thing, limit: Self.longest)
      guard case .object(let present) = json else { throw .malformed(Self.thing, "it is not an object.") }
      try self.init(present, json)
    } catch {
      throw .damaged("An audit record")
    }
    // There is one way to write it; what is written in another is not what was committed to.
    guard self.bytes == bytes else { throw .damaged("An audit record") }
  }

  private init(_ present: [String: CanonicalJSON], _ json: CanonicalJSON) throws(TransparencyFault) {
    var fields = try CanonicalFieldReader<TransparencyFault>(json, of: Self.thing)
    guard let time = AuditTime.instant(try fields.text("at")), let act = Act(rawValue: try fields.text("act")),
      let subject = Subject(rawValue: try fields.text("subject")), let purpose = Purpose(rawValue: try fields.text("purpose")),
      let outcome = Outcome(rawValue: try fields.text("outcome"))
    else { throw fields.fault("a field has a value that is not known.") }
    self.init(
      at: time.instant, zoneOffsetSeconds: time.zoneOffsetSeconds, actor: try Actor(try fields.value("actor")),
      organisation: try fields.text("organisation"), act: act, subject: subject, outcome: outcome, source: try fields.text("source"))
    at = time.instant
    self.purpose = purpose
    if present["reference"] != nil { reference = try fields.text("reference") }
    if present["offence"] != nil { offence = try fields.text("offence") }
    if present["caseNumber"] != nil { caseNumber = try fields.text("caseNumber") }
    if present["detail"] != nil { detail = try fields.text("detail") }
    if present["approval"] != nil { approval = try AuditRecord.ApprovalMark(try fields.value("approval")) }
    if case .object(let query)? = present["query"] {
      _ = try fields.value("query")
      for case (let name, .text(let value)) in query { self.query[name] = value }
    }
    try fields.finish()
  }
}

extension AuditRecord.Actor {
  fileprivate var json: CanonicalJSON {
    var fields: [String: CanonicalJSON] = ["name": .text(name), "roles": .list(roles.map { .text($0) }), "unit": .text(unit)]
    if let person { fields["id"] = .text(person.uuidString.lowercased()) }
    return .object(fields)
  }

  fileprivate init(_ json: CanonicalJSON) throws(TransparencyFault) {
    guard case .object(let present) = json else { throw .malformed("audit record", "its actor is not an object.") }
    var fields = try CanonicalFieldReader<TransparencyFault>(json, of: "audit record")
    self.init(person: nil, name: try fields.text("name"), roles: [], unit: try fields.text("unit"))
    for case .text(let role) in try fields.list("roles") { roles.append(role) }
    if present["id"] != nil { person = UUID(uuidString: try fields.text("id")) }
    try fields.finish()
  }
}

extension AuditRecord.ApprovalMark {
  fileprivate var json: CanonicalJSON { .object(["id": .text(id.uuidString.lowercased()), "hash": .bytes(hash)]) }

  fileprivate init(_ json: CanonicalJSON) throws(TransparencyFault) {
    var fields = try CanonicalFieldReader<TransparencyFault>(json, of: "audit record")
    guard let id = UUID(uuidString: try fields.text("id")) else { throw fields.fault("its approval has no ID.") }
    self.init(id: id, hash: try fields.bytes("hash", count: 32))
    try fields.finish()
  }
}
