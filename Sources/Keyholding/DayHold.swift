public import Foundation
public import Sealing
import TransparencyLog

/// A day whose key is not destroyed for the time being, because a court or the law says that its passes must be kept (legal hold).
public struct DayHold: Hashable, Sendable {
  public let day: UTCDay
  /// Such as the number of the order. Never a plate: it rests in clear.
  public let reason: String
  public let since: Date

  init(day: UTCDay, reason: String, since: Date) throws(KeyholdingFault) {
    guard CanonicalFields.isPhrase(reason) else {
      throw .unusable("A hold needs its reason, such as the number of the order: 1 to 200 bytes of plain text, and no plate.")
    }
    self.day = day
    self.reason = reason
    self.since = Date(timeIntervalSince1970: since.timeIntervalSince1970.rounded(.down))
  }
}

extension DayHold {
  private static let kind = "keyholder-holds"

  /// The holds as a file.
  static func bytes(_ holds: [DayHold]) -> Data {
    let holds = holds.map { CanonicalJSON.object(["day": .text("\($0.day)"), "reason": .text($0.reason), "since": .text($0.since.secondText)]) }
    return CanonicalJSON.object(["holds": .list(holds), "kind": .text(kind), "version": .number(1)]).bytes
  }

  /// - Throws: ``KeyholdingFault/malformed(_:_:)`` for everything that ``bytes(_:)`` would not write.
  static func read(_ bytes: Data) throws(KeyholdingFault) -> [DayHold] {
    var fields = try CanonicalFields(bytes, kind: kind, limit: 1 << 20)
    var holds: [DayHold] = []
    for each in try fields.list("holds") {
      var hold = try CanonicalFields(each, of: kind)
      guard let day = UTCDay(try hold.text("day")) else { throw hold.fault("`day` is not a day like 2026-11-21.") }
      holds.append(try DayHold(day: day, reason: hold.phrase("reason"), since: hold.instant("since")))
      try hold.finish()
    }
    try fields.finish()
    return holds
  }
}
