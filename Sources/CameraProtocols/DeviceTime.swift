import Foundation

/// A time as a device writes it: a wall clock's reading, with or without its distance from UTC.
struct DeviceTime: Hashable {
  /// Seconds from 1970 to the wall clock's reading, as though it were UTC.
  private let wallSeconds: Double
  /// East of UTC; `nil` where the device does not say.
  let offsetSeconds: Int?

  /// Reads ISO 8601 (`2026-11-21T09:15:30.417+05:00`; `T` or a space, fraction and zone optional).
  init?(iso8601 text: String) {
    var digits = DigitReader(text)
    guard let year = digits.take(4), digits.skip("-"), let month = digits.take(2), digits.skip("-"), let day = digits.take(2),
      digits.skip("T") || digits.skip("t") || digits.skip(" "),
      let hour = digits.take(2), digits.skip(":"), let minute = digits.take(2), digits.skip(":"), let second = digits.take(2),
      let fraction = digits.takeFraction(), let zone = digits.takeZone(), digits.isAtEnd
    else { return nil }
    self.init(year: year, month: month, day: day, hour: hour, minute: minute, second: second, fraction: fraction, offsetSeconds: zone.seconds)
  }

  /// Reads Hikvision's `yyyyMMddHHmmss` with up to nine more digits of a fraction; such times have no zone.
  init?(compact text: String) {
    var digits = DigitReader(text)
    guard let year = digits.take(4), let month = digits.take(2), let day = digits.take(2), let hour = digits.take(2), let minute = digits.take(2),
      let second = digits.take(2), let fraction = digits.takeFractionDigits(), digits.isAtEnd
    else { return nil }
    self.init(year: year, month: month, day: day, hour: hour, minute: minute, second: second, fraction: fraction, offsetSeconds: nil)
  }

  private init?(year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Int, fraction: Double, offsetSeconds: Int?) {
    // 60 is a leap second; it becomes the next minute's first.
    guard year >= 1, (1...12).contains(month), day >= 1, day <= Self.days(inMonth: month, of: year), hour < 24, minute < 60, second <= 60 else {
      return nil
    }
    let days = Self.daysSince1970(year: year, month: month, day: day)
    wallSeconds = Double(days * 86_400 + hour * 3_600 + minute * 60 + second) + fraction
    self.offsetSeconds = offsetSeconds
  }

  /// The instant, where the device states its zone.
  var instant: Date? {
    offsetSeconds.map { Date(timeIntervalSince1970: wallSeconds - Double($0)) }
  }

  /// The instant at which clocks in `zone` show this. Of the two instants in the hour that is repeated in autumn, the one nearer `reference`;
  /// in the hour left out in spring, the time as though the clocks had not yet been changed.
  func instant(in zone: TimeZone, near reference: Date) -> Date {
    let asUTC = Date(timeIntervalSince1970: wallSeconds)
    let offsets = [-86_400.0, 86_400.0].map { zone.secondsFromGMT(for: asUTC.addingTimeInterval($0)) }
    let instants = offsets.map { asUTC.addingTimeInterval(-Double($0)) }
    let matching = zip(offsets, instants).filter { zone.secondsFromGMT(for: $1) == $0 }.map(\.1)
    let nearest = matching.min { abs($0.timeIntervalSince(reference)) < abs($1.timeIntervalSince(reference)) }
    return nearest ?? instants[0]
  }

  /// The instant this many seconds east of UTC.
  func instant(offsetSeconds: Int) -> Date {
    Date(timeIntervalSince1970: wallSeconds - Double(offsetSeconds))
  }

  private static func days(inMonth month: Int, of year: Int) -> Int {
    switch month {
    case 4, 6, 9, 11: 30
    case 2: year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400)) ? 29 : 28
    default: 31
    }
  }

  /// Days in the Gregorian calendar, counted in years that begin in March so that the leap day comes last.
  private static func daysSince1970(year: Int, month: Int, day: Int) -> Int {
    let marchYear = month > 2 ? year : year - 1
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return marchYear * 365 + marchYear / 4 - marchYear / 100 + marchYear / 400 + dayOfYear - 719_468
  }
}
