import Access
import Enforcement
import Foundation
import Hummingbird
import Storage
import Traffic

/// The dashboard.
struct OverviewRoutes: Sendable {
  /// Hits that are looked through to count the confirmed ones.
  private static let hitsCounted = 500
  /// Where cases are that two people approved.
  private static let afterApproval: Set<CaseState> = [
    .approved, .noticeIssued, .paid, .nominated, .contested, .hearing, .upheld, .dismissed, .reduced, .closed,
  ]

  var routes: [Route] { [.get("/", .needs(.readStatistics), .nothing) { visit in try await page(visit) }] }

  private func page(_ visit: Visit) async throws -> Response {
    let span = try StatisticsSpan(visit.query, now: visit.now)
    let model = OverviewPage(try await figures(span, visit), span: span, person: try visit.person, now: visit.now)
    return try await visit.office.page(.overview, model, title: "Overview", at: .overview, for: visit)
  }

  private func figures(_ span: StatisticsSpan, _ visit: Visit) async throws -> OverviewFigures {
    let office = visit.office
    let beat = visit.beat
    func sum(_ kinds: [StatisticKind]) throws -> Int {
      try beat.series(kinds, from: span.from, to: span.to, by: .kind).reduce(0) { $0 + $1.count }
    }
    var figures = OverviewFigures(waiting: try await office.waiting.current(within: beat.area))
    figures.passes = try sum([.pass])
    figures.unreadPasses = try sum([.unread])
    figures.violations = try sum(StatisticKind.violations)
    figures.oldestWaitingSince = try await beat.cases(CaseQuery(states: Set(CaseState.underReview), limit: 1)).first?.openedAt
    figures.approved = try await beat.count(CaseQuery(states: Self.afterApproval, from: span.from))
    figures.rejected = try await beat.count(CaseQuery(states: [.rejected], from: span.from))
    let notices = try await office.ledger.issued(since: span.from, within: beat.area)
    figures.notices = notices.count
    figures.noticeAmounts = Dictionary(notices.map { ($0.currency, $0.amount) }, uniquingKeysWith: +)
    let hits = try beat.hits(limit: Self.hitsCounted, openOnly: false).filter { $0.pass.capturedAt >= span.from }
    figures.hits = hits.count
    figures.confirmedHits = hits.count { $0.decision == .confirmed }
    figures.isLogForked = office.parts.witnesses.isForked
    figures.logWaitingSince = office.parts.witnesses.waitingSince(at: office.parts.now())
    figures.cameras = Dictionary(try visit.cameraStandings().map { ($0.condition, 1) }, uniquingKeysWith: +)
    return figures
  }
}
