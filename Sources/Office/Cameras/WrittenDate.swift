import Foundation
import Glibc

/// The time as HTTP writes it (RFC 9110, 5.6.7), written once a second.
struct WrittenDate {
  private static let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
  private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

  private var second = Int.min
  private var written = ""

  mutating func text(at now: Date) -> String {
    let second = Int(now.timeIntervalSince1970)
    if second != self.second { (self.second, written) = (second, Self.written(second)) }
    return written
  }

  private static func written(_ second: Int) -> String {
    var (time, parts) = (time_t(second), tm())
    gmtime_r(&time, &parts)
    func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let clock = [parts.tm_hour, parts.tm_min, parts.tm_sec].map(two).joined(separator: ":")
    return "\(days[Int(parts.tm_wday)]), \(two(parts.tm_mday)) \(months[Int(parts.tm_mon)]) \(1900 + parts.tm_year) \(clock) GMT"
  }
}
