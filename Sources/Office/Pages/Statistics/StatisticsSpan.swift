import Foundation
import WebReception

/// The stretch of time that the dashboard counts over, in whole hours, ending with the hour that is running.
struct StatisticsSpan: Sendable, Hashable {
  /// The spans that can be chosen, with their names.
  static let offered: [(hours: Int, short: String, long: String)] = [
    (24, "24 h", "last 24 hours"), (168, "7 d", "last 7 days"), (720, "30 d", "last 30 days"),
  ]
  /// Up to this many hours each hour has a row; beyond, each day has.
  private static let hourlyUpTo = 48

  let hours: Int
  let from: Date
  let to: Date

  /// - Throws: ``PageFault/badForm(_:)`` for anything but one of the spans offered.
  init(_ query: FormFields, now: Date) throws(PageFault) {
    let text = query["hours"] ?? "24"
    guard let hours = Int(text), Self.offered.contains(where: { $0.hours == hours }) else {
      throw .badForm("“hours” is one of \(Self.offered.map { String($0.hours) }.joined(separator: ", ")).")
    }
    self.hours = hours
    to = Date(timeIntervalSince1970: ((now.timeIntervalSince1970 / 3600).rounded(.down) + 1) * 3600)
    from = to.addingTimeInterval(-3600 * Double(hours))
  }

  var isHourly: Bool { hours <= Self.hourlyUpTo }
  var label: String { Self.offered.first { $0.hours == hours }?.long ?? "" }

  /// Where the rows begin, first to last.
  func starts(clock: SiteClock) -> [Date] {
    guard !isHourly else { return (0..<hours).map { from.addingTimeInterval(3600 * Double($0)) } }
    var starts: [Date] = []
    var day = clock.startOfDay(from)
    while day < to {
      starts.append(day)
      day = clock.startOfDay(clock.dayAfter(day))
    }
    return starts
  }
}
