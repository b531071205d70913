import Access
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Storage
import TransparencyLog
import WebReception

/// The auditor's pages: who looked at what. Looks at them are recorded as well.
struct AuditRoutes: Sendable {
  private static let pageLength = 50

  var routes: [Route] {
    [
      .get("/audit", .needs(.readAudit), .look(.audit)) { visit in try await list(visit) },
      .get("/audit/{id}", .needs(.readAudit), .look(.audit)) { visit in try await page(visit) },
      .get("/audit/{id}/proof", .needs(.readAudit), .look(.audit)) { visit in try await Self.proof(visit) },
    ]
  }

  private func list(_ visit: Visit) async throws -> Response {
    let store = visit.office.parts.store
    let clock = visit.office.surroundings.homeClock
    let filter = try AuditFilter(visit.query, clock: clock)
    let query = filter.auditQuery(clock)
    let after = visit.query["after"].flatMap { Int($0) }
    let entries = try store.auditEntries(query, limit: Self.pageLength + 1, after: after)
    let model = AuditPage(
      Array(entries.prefix(Self.pageLength)), total: try store.auditCount(query), isFirst: after == nil, hasMore: entries.count > Self.pageLength,
      filter: filter, people: try await store.people(), clock: clock)
    return try await visit.office.page(.audit, model, title: "Audit records", at: .audit, for: visit)
  }

  private func page(_ visit: Visit) async throws -> Response {
    let entry = try Self.entry(visit)
    let parts = visit.office.parts
    let model = AuditRecordPage(
      entry, proof: await parts.log.proof(of: entry), assessment: try parts.store.assessment(of: entry.sequence),
      clock: visit.office.surroundings.homeClock)
    return try await visit.office.page(.auditRecord, model, title: "Audit record \(entry.sequence)", at: .audit, for: visit)
  }

  /// The proof as a file, for whoever checks it without this server.
  private static func proof(_ visit: Visit) async throws -> Response {
    let entry = try entry(visit)
    guard case .included(_, _, let proof) = await visit.office.parts.log.proof(of: entry) else {
      throw PageFault.conflict("There is no proof of this record yet. Open the record to see why.")
    }
    let name = "audit-\(entry.sequence).tlog-proof"
    return Response(
      status: .ok, headers: [.contentType: "text/plain; charset=utf-8", .contentDisposition: "attachment; filename=\"\(name)\""],
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: proof.bytes)))
  }

  static func entry(_ visit: Visit) throws -> AuditEntry {
    guard let sequence = Int(try visit.parameter("id", "audit record")), let entry = try visit.office.parts.store.auditEntry(sequence) else {
      throw PageFault.notFound("audit record")
    }
    return entry
  }
}
