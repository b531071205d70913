import Enforcement
import Foundation
import Sealing
import Traffic
import TransparencyLog

/// The numbers behind the page's charts: the last 30 days, each day.
struct PublicCharts: Encodable, Sendable {
  var days: [Day]
  var kinds: [Kind]

  struct Day: Encodable, Sendable {
    var label: String
    var vehicles: Int
    var hits: Int
    var confirmedHits: Int
    var cases: Int
    var notices: Int
    var warrants: Int
    var searches: Int
  }

  struct Kind: Encodable, Sendable {
    var label: String
    var count: Int
  }

  init(_ tally: FiguresTally) {
    let clock = SiteClock(zone: .gmt)
    days = tally.recentDays.map { day, figures in
      Day(
        label: clock.shortDay(day.start), vehicles: figures.counts[.vehicles], hits: figures.counts[.hits],
        confirmedHits: figures.counts[.confirmedHits], cases: figures.counts[.cases], notices: figures.counts[.notices], warrants: figures.count(.warrantRequested), searches: figures.searches)
    }
    kinds = tally.recent.counts[.casesByKind].sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { name, count in
      Kind(label: ViolationKind(rawValue: name)?.label ?? name, count: count)
    }
  }
}

/// What the page's script needs to check the log.
struct PublicLogData: Encodable, Sendable {
  var shard: String
  var policy: String
}
