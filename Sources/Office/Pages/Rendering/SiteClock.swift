import Foundation

/// Writes instants the way people at a site read their clock. The only place where UTC becomes local time.
struct SiteClock: Sendable {
  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
  ]

  let zone: TimeZone
  private let calendar: Calendar

  init(zone: TimeZone) {
    self.zone = zone
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = zone
    self.calendar = calendar
  }

  /// - Parameter identifier: IANA name; an unknown one is read as UTC, so that a page never fails on it.
  init(identifier: String) {
    self.init(zone: TimeZone(identifier: identifier) ?? .gmt)
  }

  /// `21 Nov 2026`
  func day(_ date: Date) -> String {
    let parts = read(date)
    return "\(parts.day) \(parts.shortMonth) \(parts.year)"
  }

  /// `21 Nov`
  func shortDay(_ date: Date) -> String {
    let parts = read(date)
    return "\(parts.day) \(parts.shortMonth)"
  }

  /// `21 November 2026`
  func longDay(_ date: Date) -> String {
    let parts = read(date)
    return "\(parts.day) \(parts.month) \(parts.year)"
  }

  /// `2026-11-21`, as a date field wants it.
  func fieldDay(_ date: Date) -> String {
    let parts = read(date)
    return "\(Self.padded(parts.year, 4))-\(Self.padded(parts.monthNumber, 2))-\(Self.padded(parts.day, 2))"
  }

  /// `14:15`
  func minute(_ date: Date) -> String {
    let parts = read(date)
    return "\(Self.padded(parts.hour, 2)):\(Self.padded(parts.minute, 2))"
  }

  /// `14:15:30`
  func time(_ date: Date) -> String { minute(date) + ":" + Self.padded(read(date).second, 2) }

  /// `14:15:30.417`
  func exactTime(_ date: Date) -> String { time(date) + "." + Self.padded(read(date).millisecond, 3) }

  /// `UTC+5`, `UTC-3:30`
  func zoneLabel(_ date: Date) -> String {
    let minutes = zone.secondsFromGMT(for: date) / 60
    guard minutes != 0 else { return "UTC" }
    let hours = "\(abs(minutes) / 60)"
    let rest = abs(minutes) % 60
    return "UTC" + (minutes < 0 ? "-" : "+") + hours + (rest == 0 ? "" : ":" + Self.padded(rest, 2))
  }

  /// Midnight at which the day that a date field names begins.
  /// - Returns: `nil` where the text is no day.
  func startOfDay(field: String) -> Date? {
    let numbers = field.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    guard numbers.count == 3, let year = numbers[0], let month = numbers[1], let day = numbers[2] else { return nil }
    guard (1970...9999).contains(year), (1...12).contains(month), (1...31).contains(day) else { return nil }
    guard let date = calendar.date(from: DateComponents(year: year, month: month, day: day)), fieldDay(date) == field else { return nil }
    return date
  }

  func startOfDay(_ date: Date) -> Date { calendar.startOfDay(for: date) }

  func dayAfter(_ date: Date) -> Date { calendar.date(byAdding: .day, value: 1, to: date) ?? date.addingTimeInterval(86_400) }

  /// `2026-11-21T09:15:30.417Z`
  static func iso(_ date: Date) -> String {
    let utc = SiteClock(zone: .gmt)
    return utc.fieldDay(date) + "T" + utc.exactTime(date) + "Z"
  }

  private struct Reading {
    var year, monthNumber, day, hour, minute, second, millisecond: Int
    var month: String { SiteClock.months[min(max(monthNumber, 1), 12) - 1] }
    var shortMonth: String { String(month.prefix(3)) }
  }

  private func read(_ date: Date) -> Reading {
    // Rounded to the millisecond first: 30.417 s must not become 30.416 through binary fractions.
    let milliseconds = (date.timeIntervalSince1970 * 1000).rounded()
    let seconds = (milliseconds / 1000).rounded(.down)
    let parts = calendar.dateComponents([.year, .month, .day, .hour, .minute, .second], from: Date(timeIntervalSince1970: seconds))
    return Reading(
      year: parts.year ?? 0, monthNumber: parts.month ?? 1, day: parts.day ?? 1, hour: parts.hour ?? 0, minute: parts.minute ?? 0,
      second: parts.second ?? 0, millisecond: Int(milliseconds - seconds * 1000))
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
