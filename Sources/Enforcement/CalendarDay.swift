import Foundation

/// A day of the calendar, whatever the zone it was lived in.
struct CalendarDay: Comparable, Hashable {
  let year: Int
  let month: Int
  let day: Int

  /// The day that an instant falls on in a zone.
  init(of instant: Date, in zone: TimeZone) {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = zone
    let parts = calendar.dateComponents([.year, .month, .day], from: instant)
    year = parts.year ?? 0
    month = parts.month ?? 0
    day = parts.day ?? 0
  }

  /// - Parameter text: `2026-11-21`.
  /// - Returns: `nil` for other texts and for days that no calendar has.
  init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.utf8.count) == [4, 2, 2], parts.allSatisfy({ $0.utf8.allSatisfy { byte in (0x30...0x39).contains(byte) } }),
      let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
    else { return nil }
    self.year = year
    self.month = month
    self.day = day
    guard let start = start(in: .gmt), CalendarDay(of: start, in: .gmt) == self else { return nil }
  }

  /// The first instant of the day in a zone.
  func start(in zone: TimeZone) -> Date? {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = zone
    return calendar.date(from: DateComponents(year: year, month: month, day: day)).map { calendar.startOfDay(for: $0) }
  }

  /// The first instant of the day that is so many days later, in a zone.
  func start(in zone: TimeZone, daysLater: Int) -> Date? {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = zone
    return start(in: zone).flatMap { calendar.date(byAdding: .day, value: daysLater, to: $0) }.map { calendar.startOfDay(for: $0) }
  }

  static func < (left: CalendarDay, right: CalendarDay) -> Bool {
    (left.year, left.month, left.day) < (right.year, right.month, right.day)
  }
}
