import Access
import Enforcement
import Foundation
import HTTPTypes
import Hummingbird
import Storage
import Traffic
import WebReception

/// A case: its page and its evidence. What is decided there is in ``DecisionRoutes``.
struct CaseRoutes: Sendable {
  /// What stands on the timeline when somebody looks at a case for the first time (`cases.md`, custody).
  private static let opened = "Opened"

  var routes: [Route] {
    [
      .get("/cases/{id}", .needs(.readCases), .look(.caseFile)) { visit in try await page(visit) },
      .get("/cases/{id}/media/{item}", .needs(.readCases), .glances(.pictures)) { visit in try await medium(visit) },
      .get("/cases/{id}/media/{item}/original", .needs(.seeOriginals), .look(.original)) { visit in try await original(visit) },
      .get("/cases/{id}/plate", .needs(.readCases), .glances(.pictures)) { visit in
        let file = try await Self.file(visit)
        return try await EvidenceAnswer(visit: visit).closeUp(file.evidence.closeUp.map(file.exhibit))
      },
    ]
  }

  private func page(_ visit: Visit) async throws -> Response {
    let file = try await record(Self.opened, on: try await Self.file(visit), by: try visit.person, visit)
    let filter = try QueueFilter(visit.query, clock: visit.surroundings.homeClock)
    return try await Self.page(of: file, filter: filter, visit)
  }

  /// A view of a picture; a clip as it came, because clips are not redacted.
  private func medium(_ visit: Visit) async throws -> Response {
    let file = try await Self.file(visit)
    let item = try Self.item(visit, of: file)
    let answer = EvidenceAnswer(visit: visit)
    if item.isPicture { return try await answer.view(file.exhibit(item)) }
    guard visit.query["longer"] == nil else { throw PageFault.badForm("A clip has no smaller copy; leave “longer” out.") }
    return try await answer.original(item)
  }

  private func original(_ visit: Visit) async throws -> Response {
    let file = try await Self.file(visit)
    let item = try Self.item(visit, of: file)
    let number = (file.evidence.items.firstIndex { $0.id == item.id } ?? 0) + 1
    _ = try await record("Original \(number) opened", on: file, by: try visit.person, visit)
    return try await EvidenceAnswer(visit: visit).original(item)
  }

  private static func item(_ visit: Visit, of file: Case) throws -> Evidence.Item {
    let id = try visit.uuid("item", "picture")
    guard let item = file.evidence.items.first(where: { $0.id == id }) else { throw PageFault.notFound("picture") }
    return item
  }

  /// Writes down who looked for the first time, before they see anything.
  private func record(_ what: String, on file: Case, by person: Person, _ visit: Visit) async throws -> Case {
    guard !file.timeline.contains(where: { $0.actor == person.name && $0.what == what }) else { return file }
    let now = visit.now
    do {
      return try await visit.office.parts.store.change(file.id, expecting: file.state) { $0.remark(what, by: person.name, at: now) }
    } catch StorageFault.changedMeanwhile {
      // Somebody decided in this very moment. What they made of the case is what is shown.
      return try await Self.file(visit)
    }
  }

  static func file(_ visit: Visit) async throws -> Case {
    guard let id = CaseID(try visit.parameter("id", "case")), let file = try await visit.beat.case(id) else {
      throw PageFault.notFound("case")
    }
    visit.about(file)
    return file
  }

  /// Renders a case's page.
  /// - Parameter problem: why the decision that was just sent was not taken.
  static func page(
    of file: Case, filter: QueueFilter, problem: String? = nil, status: HTTPResponse.Status = .ok, _ visit: Visit
  ) async throws -> Response {
    let person = try visit.person
    let store = visit.office.parts.store
    let surroundings = visit.surroundings
    let queue = try await CaseQueue(filter, for: Reviewer(person), clock: surroundings.homeClock, on: visit.beat)
    var related: [Case] = []
    for id in file.related {
      if let other = try await visit.beat.case(id) { related.append(other) }
    }
    let view = CaseView(
      file: file, person: person, filter: filter, position: queue.position(of: file.id), registered: try await registered(file, in: store),
      hasRegistry: surroundings.contents.registryCount > 0, related: related, problem: problem,
      tileURL: visit.office.parts.configuration.map.tiles, surroundings: surroundings)
    return try await visit.office.page(.caseFile, CasePage(view), title: file.number, at: .queue, for: visit, status: status)
  }

  /// What the registry said at capture, of the plate that the machines read; of the settled plate once review has settled on another one.
  private static func registered(_ file: Case, in store: Store) async throws -> RegisteredVehicle? {
    guard let settled = file.settledPlate, settled != file.registered?.plate else { return file.registered }
    return try await store.vehicle(with: settled)
  }
}
