import Access
import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Storage
import Traffic

/// The bodies that could not be read.
struct UnparsedRoutes: Sendable {
  private static let entriesShown = 100
  private static let longestReason = 500

  var routes: [Route] {
    [
      .get("/unparsed", .needs(.readUnparsed), .look(.unparsedBodies)) { visit in try await list(visit) },
      .get("/unparsed/{id}", .needs(.readUnparsed), .look(.unparsedBody)) { visit in try await item(visit) },
      .get("/unparsed/{id}/body", .needs(.readUnparsed), .act(.disclosure, .unparsedBody)) { visit in try Self.body(visit) },
      .post("/unparsed/{id}/dismiss", .needs(.readUnparsed), .act(.erasure, .unparsedBody)) { visit in try await dismiss(visit) },
    ]
  }

  private func list(_ visit: Visit) async throws -> Response {
    let beat = visit.beat
    let model = UnparsedPage(
      try beat.unparsed(limit: Self.entriesShown), total: try beat.unparsedCount(), clock: visit.surroundings.homeClock)
    return try await visit.office.page(.unparsed, model, title: "Unparsed", at: .unparsed, for: visit)
  }

  private func item(_ visit: Visit) async throws -> Response {
    let entry = try Self.entry(visit)
    let body = try visit.office.parts.store.unparsedBody(entry.id)
    let clock = entry.camera.flatMap { visit.office.parts.directory.camera($0)?.site }.map(visit.office.surroundings.clock(at:))
    let model = UnparsedItemPage(
      entry, body: body, sha256: SHA256.hash(data: body).hex, clock: clock ?? visit.office.surroundings.homeClock)
    return try await visit.office.page(.unparsedItem, model, title: "Unparsed body", at: .unparsed, for: visit)
  }

  /// The body as it arrived, to be kept and not to be shown: whatever it is, the browser does not run it.
  private static func body(_ visit: Visit) throws -> Response {
    let entry = try entry(visit)
    let body = try visit.office.parts.store.unparsedBody(entry.id)
    let name = "unparsed-\(entry.id.uuidString.lowercased()).bin"
    return Response(
      status: .ok, headers: [.contentType: "application/octet-stream", .contentDisposition: "attachment; filename=\"\(name)\""],
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: body)))
  }

  private func dismiss(_ visit: Visit) async throws -> Response {
    let reason = try await visit.form().required("reason", "why nothing is lost with this body")
    guard reason.count <= Self.longestReason else { throw PageFault.badForm("The reason is too long; \(Self.longestReason) characters are kept.") }
    let entry = try Self.entry(visit)
    let person = try visit.person
    try visit.office.parts.store.dismissUnparsed(entry.id, by: person.name, reason: reason, at: visit.now)
    await visit.office.waiting.forget()
    visit.office.parts.logger.info("unparsed body dismissed", metadata: ["entry": "\(entry.id)", "by": "\(person.id)"])
    return .redirect(to: "/unparsed?said=\(Said.bodyDismissed.rawValue)")
  }

  private static func entry(_ visit: Visit) throws -> UnparsedBody {
    guard let entry = try visit.beat.unparsed(try visit.uuid("id", "body")) else { throw PageFault.notFound("body") }
    return entry
  }
}
