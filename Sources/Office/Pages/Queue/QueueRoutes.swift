import Access
import Enforcement
import Hummingbird
import Storage
import Traffic
import WebReception

/// The review queue.
struct QueueRoutes: Sendable {
  var routes: [Route] { [.get("/queue", .needs(.readCases), .look(.queue)) { visit in try await page(visit) }] }

  private func page(_ visit: Visit) async throws -> Response {
    let surroundings = visit.surroundings
    let reviewer = Reviewer(try visit.person)
    let filter = try QueueFilter(visit.query, clock: surroundings.homeClock)
    let queue = try await CaseQueue(filter, for: reviewer, clock: surroundings.homeClock, on: visit.beat)
    let slice = try await queue.slice(after: visit.query["after"].flatMap(CaseID.init(_:)), filter: filter)
    let model = QueuePage(slice, filter: filter, reviewer: reviewer, surroundings: surroundings, now: visit.now)
    return try await visit.office.page(.queue, model, title: "Review queue", at: .queue, for: visit)
  }
}
