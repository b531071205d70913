import Access
import Hummingbird
import Storage
import WebReception

/// Passing traffic and hits as they come.
struct LiveRoutes: Sendable {
  private static let hitsShown = 20

  var routes: [Route] {
    [
      .get("/live", .needs(.watchLive), .look(.live)) { visit in try await page(visit) },
      .get("/events", .signedIn, .watch(.live)) { visit in
        try await EventStream(visit: visit, person: try visit.person, topics: EventTopic.topics(visit.query["topics"])).response()
      },
    ]
  }

  private func page(_ visit: Visit) async throws -> Response {
    let office = visit.office
    let mayDecide = try visit.person.may(.decideHits)
    let hits = mayDecide ? try visit.beat.hits(limit: Self.hitsShown, openOnly: true).map { office.card(of: $0) } : []
    let rows = office.parts.traffic.recent(within: visit.area).map { sighting in
      PassRow(sighting, clock: office.surroundings.clock(of: sighting))
    }
    let model = LivePage(
      passes: rows, hits: hits, canDecideHits: mayDecide, passesPerMinute: office.parts.traffic.passesPerMinute(at: visit.now, within: visit.area))
    return try await office.page(.live, model, title: "Live", at: .live, for: visit)
  }
}
