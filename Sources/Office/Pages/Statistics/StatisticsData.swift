import Enforcement
import Foundation
import Storage
import Traffic

/// Counts over time, by kind and by site, as the dashboard's script reads them.
struct StatisticsData: Sendable, Encodable {
  /// Sites beyond this many are left out, and those without a violation; the list is sorted by violations.
  private static let sitesShown = 12

  var from: String
  var to: String
  var timeZone: String
  var hours: [Bucket]
  var kinds: [KindCount]
  var sites: [SiteCount]

  /// One hour or one day. Every one is there, those without anything too.
  struct Bucket: Sendable, Encodable, Hashable {
    var at: String
    var label: String
    var passes = 0
    var violations = 0
    var notices = 0
    var hits = 0
  }

  struct KindCount: Sendable, Encodable, Hashable {
    var kind: String
    var label: String
    var count: Int
  }

  struct SiteCount: Sendable, Encodable, Hashable {
    var id: String
    var name: String
    var district: String
    var passes: Int
    var violations: Int
  }

  /// What the store counted in a span.
  struct Counted: Sendable {
    var passes: [StatisticCount]
    var violations: [StatisticCount]
    var hits: [StatisticCount]
    /// When notices were issued.
    var notices: [Date]
    var kinds: [StatisticCount]
    var sitePasses: [StatisticCount]
    var siteViolations: [StatisticCount]
  }

  init(_ counted: Counted, span: StatisticsSpan, surroundings: Surroundings) {
    from = SiteClock.iso(span.from)
    to = SiteClock.iso(span.to)
    timeZone = surroundings.homeZone
    hours = Self.buckets(counted, span: span, clock: surroundings.homeClock)
    kinds = counted.kinds
      .compactMap { count in count.kind?.violation.map { KindCount(kind: $0.rawValue, label: $0.label, count: count.count) } }
      .sorted { ($1.count, $0.label) < ($0.count, $1.label) }
    sites = Self.sites(counted, surroundings: surroundings)
  }

  private static func buckets(_ counted: Counted, span: StatisticsSpan, clock: SiteClock) -> [Bucket] {
    let starts = span.starts(clock: clock)
    var buckets = starts.map { Bucket(at: SiteClock.iso($0), label: span.isHourly ? clock.minute($0) : clock.shortDay($0)) }
    func add(_ count: Int, at instant: Date, to field: WritableKeyPath<Bucket, Int>) {
      guard let index = starts.lastIndex(where: { $0 <= instant }) else { return }
      buckets[index][keyPath: field] += count
    }
    for count in counted.passes { add(count.count, at: count.hour ?? span.from, to: \.passes) }
    for count in counted.violations { add(count.count, at: count.hour ?? span.from, to: \.violations) }
    for count in counted.hits { add(count.count, at: count.hour ?? span.from, to: \.hits) }
    for instant in counted.notices { add(1, at: instant, to: \.notices) }
    return buckets
  }

  private static func sites(_ counted: Counted, surroundings: Surroundings) -> [SiteCount] {
    let violations = Dictionary(counted.siteViolations.compactMap { count in count.site.map { ($0, count.count) } }, uniquingKeysWith: +)
    let passes = Dictionary(counted.sitePasses.compactMap { count in count.site.map { ($0, count.count) } }, uniquingKeysWith: +)
    let all = violations.filter { $0.value > 0 }.map { id, count in
      SiteCount(
        id: id.rawValue, name: surroundings.siteName(id), district: surroundings.district(id), passes: passes[id] ?? 0, violations: count)
    }
    return Array(all.sorted { ($1.violations, $1.passes, $0.name) < ($0.violations, $0.passes, $1.name) }.prefix(sitesShown))
  }
}
