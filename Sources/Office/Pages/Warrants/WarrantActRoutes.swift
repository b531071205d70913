import Access
import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import Keyholding
import Sealing
import Storage
import Traffic

/// What is done with warrants: asked, approved, refused, opened. Sent by scripts, because signing and opening are done in the browser.
struct WarrantActRoutes: Sendable {
  private static let gate = Gate.needsAny([.requestWarrants, .approveWarrants])

  var routes: [Route] {
    [
      .post("/warrants", .needs(.requestWarrants), .act(.combination, .warrant)) { visit in try await Self.answering { try await Self.take(visit) } },
      .post("/warrants/key", Self.gate, .change(.approvalKey)) { visit in try await Self.answering { try await Self.register(visit) } },
      .post("/warrants/{id}/approve", .needs(.approveWarrants), .change(.warrant)) { visit in
        try await Self.answering { try await Self.approve(visit) }
      }.approved("warrant.approve") { visit, _ in try Self.wordsOfApproving(visit) },
      .post("/warrants/{id}/refuse", Self.gate, .change(.warrant)) { visit in try await Self.answering { try await Self.refuse(visit) } },
      .get("/warrants/{id}/hits", .needs(.requestWarrants), .look(.passes)) { visit in try await Self.answering { try Self.hits(visit) } },
      .post("/warrants/{id}/release", .needs(.requestWarrants), .act(.disclosure, .passes)) { visit in
        try await Self.answering { try await Self.release(visit) }
      },
    ]
  }

  private static func take(_ visit: Visit) async throws -> Response {
    let petition = try await visit.json(WarrantPetition.self)
    if let warrant = try? WarrantClerk.read(petition.warrant) { visit.about(warrant) }
    let dossier = try WarrantRoutes.desk(visit).clerk.take(petition, of: try visit.person)
    return try Response(json: WarrantBodies.Taken(id: dossier.id.uuidString.lowercased()), status: .created)
  }

  private static func register(_ visit: Visit) async throws -> Response {
    let body = try await visit.json(WarrantBodies.Key.self)
    let fingerprint = try WarrantRoutes.desk(visit).clerk.register(body.key, of: try visit.person)
    return try Response(json: WarrantBodies.Fingerprint(fingerprint: fingerprint))
  }

  private static func approve(_ visit: Visit) async throws -> Response {
    let approval = try await visit.json(WarrantSignature.self)
    let id = try WarrantRoutes.dossier(visit).id
    try WarrantRoutes.desk(visit).clerk.approve(id, approval, by: try visit.person)
    return try Response(json: WarrantBodies.Taken(id: id.uuidString.lowercased()))
  }

  private static func wordsOfApproving(_ visit: Visit) throws -> String {
    let dossier = try WarrantRoutes.dossier(visit)
    let warrant = try WarrantClerk.read(dossier.warrant)
    let plates = Wording.count(warrant.plates.count, "plate", "plates")
    return """
      Give the second word for the warrant that \(dossier.requesterName) asks for: case \(warrant.caseNumber), \(plates), \
      \(Wording.count(warrant.cameras.count, "camera", "cameras")). SHA-256 of its text: \(SHA256.hash(data: dossier.warrant).hex).
      """
  }

  private static func refuse(_ visit: Visit) async throws -> Response {
    let body = try await visit.json(WarrantBodies.Refusal.self)
    let id = try WarrantRoutes.dossier(visit).id
    try WarrantRoutes.desk(visit).clerk.refuse(id, reason: body.reason, by: try visit.person)
    return try Response(json: WarrantBodies.Taken(id: id.uuidString.lowercased()))
  }

  /// The sealed passes, for the requester's browser.
  private static func hits(_ visit: Visit) throws -> Response {
    let (findings, rows) = try WarrantRoutes.desk(visit).release.findings(of: try WarrantRoutes.dossier(visit).id, for: try visit.person)
    let release = findings.release
    return try Response(
      json: WarrantBodies.Hits(
        release: release.bytes, hits: zip(rows, findings.tokens).map { WarrantBodies.Hit(row: $0.bytes, token: $1) },
        records: release.records.map(\.bytes), cameras: cameras(of: release.warrant, visit)))
  }

  private static func cameras(of warrant: Warrant, _ visit: Visit) -> [WarrantBodies.Camera] {
    let surroundings = visit.surroundings
    return warrant.cameras.compactMap(surroundings.camera).map { camera in
      WarrantBodies.Camera(
        id: camera.id.rawValue, name: camera.name, site: surroundings.siteName(camera.site), latitude: camera.coordinate.latitude,
        longitude: camera.coordinate.longitude, timeZone: surroundings.site(camera.site)?.timeZone ?? surroundings.homeZone)
    }
  }

  /// Relays the question to the keyholders. The answers leave once the log has that they were given.
  private static func release(_ visit: Visit) async throws -> Response {
    let desk = try WarrantRoutes.desk(visit)
    let outcome = try await desk.release.ask(try WarrantRoutes.dossier(visit).id, for: try visit.person)
    try await desk.writeLog()
    return try Response(
      json: WarrantBodies.Release(
        answers: outcome.answers.map { .init(holder: $0.holder.rawValue, bytes: $0.bytes) },
        refusals: outcome.refusals.map { .init(holder: $0.holder.rawValue, code: $0.code, message: $0.description) }))
  }

  /// Tells a script in words for people what was wrong.
  private static func answering(_ body: () async throws -> Response) async throws -> Response {
    do {
      return try await body()
    } catch let fault as WarrantFault {
      return try Response(json: WarrantBodies.Words(message: fault.description), status: .unprocessableContent)
    } catch let fault as PageFault {
      let status: HTTPResponse.Status = if case .badForm = fault { .unprocessableContent } else { fault.status }
      return try Response(json: WarrantBodies.Words(message: fault.message), status: status)
    }
  }
}
