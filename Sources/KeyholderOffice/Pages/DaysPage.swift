import Foundation
import Keyholding
import Sealing

/// Which days' passes this keyholder can still help to open.
struct DaysPage: Sendable {
  struct Row: Sendable {
    let day: String
    let isToday: Bool
    let isFuture: Bool
    let isHeld: Bool
    /// Of the hold.
    let reason: String?
    /// When the key is destroyed.
    let endLabel: String
    let mayDestroy: Bool
  }

  struct Gone: Sendable {
    let day: String
    let atLabel: String
  }

  /// The most days of the past that are listed as destroyed; the counter-log has them all.
  private static let mostGone = 60

  let totalLabel: String
  let rows: [Row]
  let gone: [Gone]
  let hasGone: Bool
  let problem: String?

  init(days: [UTCDay], holds: [DayHold], log: [CounterLogEntry], retentionDays: Int, now: Date, problem: String?) {
    let today = UTCDay(containing: now)
    let held = Dictionary(holds.map { ($0.day, $0) }, uniquingKeysWith: { first, _ in first })
    // What can be opened today stands first, what is only ready for later last.
    rows = (days.filter { $0 <= today }.sorted(by: >) + days.filter { $0 > today }.sorted()).map { day in
      Row(
        day: "\(day)", isToday: day == today, isFuture: day > today, isHeld: held[day] != nil, reason: held[day]?.reason,
        endLabel: held[day] == nil ? "\(day.advanced(byDays: retentionDays + 1))" : "when the hold is lifted",
        mayDestroy: day < today && held[day] == nil)
    }
    let destroyed = log.filter { $0.kind == .dayDestroyed }.suffix(Self.mostGone).reversed()
    gone = destroyed.map { Gone(day: $0.details["day"] ?? "", atLabel: Wording.minute($0.time)) }
    hasGone = !gone.isEmpty
    totalLabel = "keys of \(Wording.count(days.count, "day", "days")), \(holds.count) held"
    self.problem = problem
  }
}
