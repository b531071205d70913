import Access
import Foundation
import Hummingbird
import Logging
import Storage
import Traffic

/// Cameras: the map, the list, and the data behind both.
struct CameraRoutes: Sendable {
  private static let gate = Gate.needsAny([.watchLive, .manageCameras])

  var routes: [Route] {
    [
      .get("/map", Self.gate, .nothing) { visit in try await map(visit) },
      .get("/cameras", Self.gate, .nothing) { visit in try await list(visit) },
      .post("/cameras/{id}/revoke", .needs(.manageCameras), .change(.camera)) { visit in try revoke(visit) }
        .approved("camera.revoke") { visit, _ in "Shut camera \(try visit.parameter("id", "camera")) out: its key and certificate open nothing any more." },
      .get("/data/cameras", Self.gate, .nothing) { visit in
        try Response(json: CameraData(try visit.cameraStandings(), surroundings: visit.surroundings, now: visit.now))
      },
    ]
  }

  private func map(_ visit: Visit) async throws -> Response {
    let settings = visit.office.parts.configuration.map
    let model = MapPage(visit.surroundings.camerasByID, tileURL: settings.tiles, tileAttribution: settings.attribution)
    return try await visit.office.page(.map, model, title: "Map", at: .map, for: visit)
  }

  private func list(_ visit: Visit) async throws -> Response {
    let tolerance = visit.office.parts.configuration.intake.clockTolerance.seconds
    let model = CamerasPage(
      try visit.cameraStandings(), filter: CamerasPage.Filter(visit.query), clockToleranceMilliseconds: Int(tolerance * 1000),
      mayDraw: try visit.person.may(.drawMarks), credentials: try visit.office.cameraCredentials(for: visit.person), surroundings: visit.surroundings,
      now: visit.now)
    return try await visit.office.page(.cameras, model, title: "Cameras", at: .cameras, for: visit)
  }

  /// Shuts a camera out, at once.
  private func revoke(_ visit: Visit) throws -> Response {
    let name = try visit.parameter("id", "camera")
    let parts = visit.office.parts
    guard let id = CameraID(rawValue: name), visit.surroundings.camera(id) != nil else { throw PageFault.notFound("camera") }
    let person = try visit.person
    try parts.store.revoke(id)
    try parts.directory.refresh(from: parts.store)
    parts.connections.hangUp(by: parts.directory.current, now: visit.now)
    parts.logger.notice("camera revoked", metadata: ["camera": "\(id)", "by": "\(person.id)"])
    return .redirect(to: "/cameras?said=\(Said.cameraRevoked.rawValue)")
  }
}

extension OfficeDesk {
  /// How cameras prove themselves, for those who enrol them; `nil` for everybody else, to whom it is of no use.
  func cameraCredentials(for person: Person) throws -> CameraCredentialLabels? {
    guard person.may(.manageCameras) else { return nil }
    return CameraCredentialLabels(try parts.store.cameraCredentials(), in: parts.directory.current, now: parts.now())
  }
}

extension Visit {
  /// The cameras that are there for whoever asks, with how they are doing, by ID.
  func cameraStandings() throws -> [CameraStanding] {
    let now = now
    let today = surroundings.homeClock.startOfDay(now)
    let health = try office.parts.store.cameraHealth()
    let captures = try counts([.pass], since: today)
    let violations = try counts(StatisticKind.violations, since: today)
    return surroundings.camerasByID.map { camera in
      CameraStanding(
        camera, health: health[camera.id], capturesToday: captures[camera.id.rawValue] ?? 0, violationsToday: violations[camera.id.rawValue] ?? 0,
        now: now)
    }
  }

  private func counts(_ kinds: [StatisticKind], since start: Date) throws -> [String: Int] {
    let series = try beat.series(kinds, from: start, to: now, by: .camera)
    return Dictionary(series.compactMap { count in count.camera.map { ($0.rawValue, count.count) } }, uniquingKeysWith: +)
  }
}
