import Foundation

/// A week as it is reviewed: from Monday to Sunday by the office's clock, named as ISO 8601 does: `2026-W47`.
struct AuditWeek: Sendable, Hashable {
  let name: String
  let from: Date
  let to: Date

  /// The week that an instant lies in.
  init(containing instant: Date, zone: TimeZone) {
    var calendar = Calendar(identifier: .iso8601)
    calendar.timeZone = zone
    let parts = calendar.dateComponents([.yearForWeekOfYear, .weekOfYear], from: instant)
    let start = calendar.date(from: DateComponents(weekday: 2, weekOfYear: parts.weekOfYear, yearForWeekOfYear: parts.yearForWeekOfYear)) ?? instant
    from = start
    to = calendar.date(byAdding: .day, value: 7, to: start) ?? start.addingTimeInterval(7 * 86_400)
    let week = parts.weekOfYear ?? 1
    name = "\(parts.yearForWeekOfYear ?? 1970)-W\(week < 10 ? "0" : "")\(week)"
  }

  /// - Returns: `nil` for what is no week's name.
  init?(name: String, zone: TimeZone) {
    let numbers = name.split(separator: "-", omittingEmptySubsequences: false)
    guard name.utf8.count == 8, numbers.count == 2, numbers[1].hasPrefix("W") else { return nil }
    guard let year = Int(numbers[0]), let week = Int(numbers[1].dropFirst()) else { return nil }
    var calendar = Calendar(identifier: .iso8601)
    calendar.timeZone = zone
    guard let day = calendar.date(from: DateComponents(weekday: 4, weekOfYear: week, yearForWeekOfYear: year)) else { return nil }
    self.init(containing: day, zone: zone)
    guard self.name == name else { return nil }
  }

  /// The week before.
  func before(zone: TimeZone) -> AuditWeek { AuditWeek(containing: from.addingTimeInterval(-86_400), zone: zone) }
}
