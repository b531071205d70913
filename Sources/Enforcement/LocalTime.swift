import Foundation

/// An instant as a clock on the spot showed it.
struct LocalTime {
  private let instant: Date
  private let zone: TimeZone

  init(_ instant: Date, zone: TimeZone) {
    self.instant = instant
    self.zone = zone
  }

  /// `2026-11-21`, or `2026-11-21 09:15:30 (UTC+05:00)`.
  func text(hasTime: Bool) -> String {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = zone
    let parts = calendar.dateComponents([.year, .month, .day, .hour, .minute, .second], from: instant)
    let day = [parts.year, parts.month, parts.day].map(Self.twoDigits).joined(separator: "-")
    guard hasTime else { return day }
    let clock = [parts.hour, parts.minute, parts.second].map(Self.twoDigits).joined(separator: ":")
    return "\(day) \(clock) (UTC\(offset))"
  }

  private var offset: String {
    let minutes = zone.secondsFromGMT(for: instant) / 60
    return (minutes < 0 ? "-" : "+") + Self.twoDigits(abs(minutes) / 60) + ":" + Self.twoDigits(abs(minutes) % 60)
  }

  private static func twoDigits(_ number: Int?) -> String {
    let number = number ?? 0
    return number < 10 ? "0\(number)" : "\(number)"
  }
}
