import Foundation
import Sealing

extension Date {
  /// An instant as `2026-11-21T14:00:00Z`; parts of a second are dropped.
  var secondText: String {
    let day = UTCDay(containing: self)
    let seconds = Int(timeIntervalSince(day.start))
    let clock = [seconds / 3600, seconds / 60 % 60, seconds % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
    return "\(day)T\(clock.joined(separator: ":"))Z"
  }

  /// - Returns: `nil` for everything that ``secondText`` does not write.
  init?(secondText text: String) {
    guard text.utf8.count == 20, let day = UTCDay(String(text.prefix(10))) else { return nil }
    let clock = text.dropFirst(11).dropLast().split(separator: ":").compactMap { Int($0) }
    guard clock.count == 3 else { return nil }
    self = day.start.addingTimeInterval(Double(clock[0] * 3600 + clock[1] * 60 + clock[2]))
    guard secondText == text else { return nil }
  }
}
