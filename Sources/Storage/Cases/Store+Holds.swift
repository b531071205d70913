import Crypto
public import Foundation
import GRDB
public import Traffic
import TransparencyLog

extension Store {
  /// The longest reason of a hold, in characters.
  private static let longestReason = 500

  /// Puts a case on legal hold, whatever state it is in: retention leaves it and its evidence alone until the hold is lifted.
  /// - Parameters:
  ///   - person: Who asked for it, as it stands in the timeline.
  ///   - reason: Why, in words for the timeline; no plate, because a second reviewer reads it.
  /// - Returns: The case as held.
  /// - Throws: ``HoldFault``; ``StorageFault/notFound(_:)`` where there is no such case, or it was destroyed.
  @discardableResult
  public func hold(_ id: CaseID, by person: String, reason: String, at instant: Date) async throws -> Case {
    let reason = try Self.checked(reason)
    return try changeHold(of: id, telling: .holdSet, at: instant) { held in
      guard held.hold == nil else { throw HoldFault.alreadyHeld }
      held.hold = Case.Hold(by: person, reason: reason, at: instant)
      held.timeline.append(Case.Event(at: instant, actor: person, what: "Put on legal hold: \(reason)"))
    }
  }

  /// Ends a legal hold: from now on retention counts again, as if there had been none.
  /// - Throws: As ``hold(_:by:reason:at:)``.
  @discardableResult
  public func liftHold(_ id: CaseID, by person: String, reason: String, at instant: Date) async throws -> Case {
    let reason = try Self.checked(reason)
    return try changeHold(of: id, telling: .holdLifted, at: instant) { held in
      guard held.hold != nil else { throw HoldFault.notHeld }
      held.hold = nil
      held.timeline.append(Case.Event(at: instant, actor: person, what: "Legal hold lifted: \(reason)"))
    }
  }

  /// The log knows a case by a hash of its ID, which is random: a hold and its end are seen to belong together, and to which case nobody sees.
  private func changeHold(of id: CaseID, telling kind: LogEntry.Kind, at instant: Date, _ change: (inout Case) throws -> Void) throws -> Case {
    try write { db in
      guard var held = try self.case(id, in: db) else { throw StorageFault.notFound("This case") }
      try change(&held)
      try update(held, in: db)
      let name = Data(SHA256.hash(data: Data("gantry/hold/v1\u{0}".utf8) + id.uuid.bytes))
      try Self.tell(kind, at: instant, ["case": .bytes(name)], in: db)
      return held
    }
  }

  private static func checked(_ reason: String) throws(HoldFault) -> String {
    let reason = reason.trimmingCharacters(in: .whitespacesAndNewlines)
    guard !reason.isEmpty else { throw .needsReason }
    guard reason.count <= longestReason else { throw .reasonTooLong(limit: longestReason) }
    return reason
  }
}
