import Foundation
import Sealing
import TransparencyLog

/// What the public page says, as it grows entry by entry. Made from the log alone: the same entries always make the same tally.
struct FiguresTally: Sendable {
  /// How many days "the last 30 days" are, and how many are kept for charts.
  static let recentDays = 30
  private static let keptDays = 400
  private static let shownEntries = 20

  private(set) var days: [UTCDay: DayFigures] = [:]
  /// What the newest `figures.published` entry says of the installation; `nil` before the first.
  private(set) var facts: PublishedFacts?
  /// Since when and up to when vehicles, hits and cases are counted.
  private(set) var countedFrom: Date?
  private(set) var countedTo: Date?
  /// The newest entries, newest first.
  private(set) var newest: [LoggedEntry] = []
  /// The time of the newest entry, with which "the last 30 days" end.
  private(set) var asOf: Date?
  private(set) var entryCount = 0

  mutating func add(_ logged: LoggedEntry) {
    let entry = logged.entry
    entryCount += 1
    asOf = max(asOf ?? entry.time, entry.time)
    days[Self.day(of: entry), default: DayFigures()].add(entry)
    newest.insert(logged, at: 0)
    if newest.count > Self.shownEntries { newest.removeLast() }
    if entry.kind == .figuresPublished { note(entry) }
    if days.count > Self.keptDays, let oldest = days.keys.min() { days[oldest] = nil }
  }

  private mutating func note(_ entry: LogEntry) {
    facts = PublishedFacts(fields: entry.fields)
    if countedFrom == nil { countedFrom = entry.fields["from"]?.text.flatMap { Date(secondText: $0) } }
    countedTo = entry.fields["to"]?.text.flatMap { Date(secondText: $0) } ?? countedTo
  }

  /// Counts belong to the day that they end in; one that ends at midnight to the day before.
  private static func day(of entry: LogEntry) -> UTCDay {
    guard entry.kind == .figuresPublished, let to = entry.fields["to"]?.text.flatMap({ Date(secondText: $0) }) else {
      return UTCDay(containing: entry.time)
    }
    return UTCDay(containing: to.addingTimeInterval(-1))
  }

  /// The days that "the last 30 days" are, the oldest first, those without an entry too.
  var recentDays: [(day: UTCDay, figures: DayFigures)] {
    guard let asOf else { return [] }
    let last = UTCDay(containing: asOf)
    return (0..<Self.recentDays).reversed().map { ago in
      let day = last.advanced(byDays: -ago)
      return (day, days[day] ?? DayFigures())
    }
  }

  /// The sum of the last 30 days.
  var recent: DayFigures {
    var sum = DayFigures()
    for (_, figures) in recentDays { sum += figures }
    return sum
  }
}
