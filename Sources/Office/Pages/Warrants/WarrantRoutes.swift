import Access
import Foundation
import HTTPTypes
import Hummingbird
import Keyholding
import Storage
import Traffic

/// Warrants: the list, the form, each one's page, and what their scripts ask for. What a warrant opens is read in the requester's browser alone.
struct WarrantRoutes: Sendable {
  private static let listLength = 200
  private static let gate = Gate.needsAny([.requestWarrants, .approveWarrants])

  var routes: [Route] {
    [
      .get("/warrants", Self.gate, .look(.warrants)) { visit in try await list(visit) },
      .get("/warrants/new", .needs(.requestWarrants), .nothing) { visit in try await form(visit) },
      .get("/warrants/{id}", Self.gate, .look(.warrant)) { visit in try await page(visit) },
      .get("/warrants/{id}/state", Self.gate, .glances(.warrant)) { visit in
        try Response(json: try Self.view(of: try Self.dossier(visit), try Self.desk(visit), visit))
      },
    ]
  }

  private func list(_ visit: Visit) async throws -> Response {
    let visitor = try visit.person
    let desk = visit.office.parts.warrants
    let store = visit.office.parts.store
    let warrants = try store.warrants(limit: Self.listLength).map { ($0, try WarrantClerk.read($0.warrant)) }
      .filter { try Self.mayRead($0.0, $0.1, visit) }
    let model = WarrantsPage(
      warrants, visitor: visitor, key: try store.approvalKey(of: visitor.id), problem: Self.problem(desk), clock: visit.office.surroundings.homeClock)
    return try await visit.office.page(.warrants, model, title: "Warrants", at: .warrants, for: visit)
  }

  private func form(_ visit: Visit) async throws -> Response {
    let visitor = try visit.person
    let desk = try Self.desk(visit)
    let key = try visit.office.parts.store.approvalKey(of: visitor.id).map { ApprovalKey.fingerprint(of: $0.key) }
    let terms = WarrantFormTerms(
      desk.terms, requester: visitor.approvalName.rawValue, keyFingerprint: key, surroundings: visit.surroundings, now: visit.now)
    return try await visit.office.page(
      .warrantNew, try WarrantFormPage(terms, problem: Self.problem(desk)), title: "New warrant", at: .warrants, for: visit)
  }

  private func page(_ visit: Visit) async throws -> Response {
    let view = try Self.view(of: try Self.dossier(visit), try Self.desk(visit), visit)
    let settings = visit.office.parts.configuration.map
    let named = Set(view.digestShown.cameras)
    let cameras = visit.surroundings.camerasByID.filter { named.contains($0.id.rawValue) }
    let model = try WarrantPage(view, map: MapPage(cameras, tileURL: settings.tiles, tileAttribution: settings.attribution))
    return try await visit.office.page(.warrant, model, title: "Warrant", at: .warrants, for: visit)
  }

  private static func problem(_ desk: WarrantDesk?) -> String? { desk?.terms.holders == nil ? WarrantFault.noKeyholders.description : nil }

  private static func view(of dossier: WarrantDossier, _ desk: WarrantDesk, _ visit: Visit) throws -> WarrantView {
    let visitor = try visit.person
    return WarrantView(
      dossier, try WarrantClerk.read(dossier.warrant), for: visitor, key: try desk.store.approvalKey(of: visitor.id), terms: desk.terms,
      timeZone: visit.office.surroundings.homeZone)
  }

  static func desk(_ visit: Visit) throws(PageFault) -> WarrantDesk {
    guard let desk = visit.office.parts.warrants else { throw .conflict(WarrantFault.noKeyholders.description) }
    return desk
  }

  /// A warrant's plates are for those who asked and those who may approve, where all its cameras stand within their scope. For others there is no
  /// such warrant.
  static func dossier(_ visit: Visit) throws -> WarrantDossier {
    guard let dossier = try visit.office.parts.store.warrant(try visit.uuid("id", "warrant")) else { throw PageFault.notFound("warrant") }
    let warrant = try WarrantClerk.read(dossier.warrant)
    guard try mayRead(dossier, warrant, visit) else { throw PageFault.notFound("warrant") }
    visit.about(warrant)
    return dossier
  }

  private static func mayRead(_ dossier: WarrantDossier, _ warrant: Warrant, _ visit: Visit) throws -> Bool {
    let person = try visit.person
    guard dossier.requestedBy == person.id || person.may(.approveWarrants) else { return false }
    return try visit.office.parts.store.stand(warrant.cameras, within: person.scope)
  }
}
