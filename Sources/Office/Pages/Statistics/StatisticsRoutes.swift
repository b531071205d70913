import Access
import Foundation
import Hummingbird
import Storage
import Traffic

/// The numbers behind the dashboard's charts.
struct StatisticsRoutes: Sendable {
  var routes: [Route] { [.get("/data/statistics", .needs(.readStatistics), .nothing) { visit in try await data(visit) }] }

  private func data(_ visit: Visit) async throws -> Response {
    let beat = visit.beat
    let span = try StatisticsSpan(visit.query, now: visit.now)
    func series(_ kinds: [StatisticKind], _ grouping: StatisticCount.Grouping) throws -> [StatisticCount] {
      try beat.series(kinds, from: span.from, to: span.to, by: grouping)
    }
    let counted = StatisticsData.Counted(
      passes: try series([.pass], .hour), violations: try series(StatisticKind.violations, .hour), hits: try series([.hit], .hour),
      notices: try await visit.office.ledger.issued(since: span.from, within: beat.area).map(\.issuedAt), kinds: try series(StatisticKind.violations, .kind),
      sitePasses: try series([.pass], .site), siteViolations: try series(StatisticKind.violations, .site))
    return try Response(json: StatisticsData(counted, span: span, surroundings: visit.surroundings))
  }
}
