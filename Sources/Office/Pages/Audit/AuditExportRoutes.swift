import Access
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Storage
import TransparencyLog
import WebReception

/// The records as a file: what leaves the office is recorded, and told to the public log.
struct AuditExportRoutes: Sendable {
  /// More are not handed out in one file: narrow the filters.
  static let mostRecords = 20_000

  enum Format: String, Sendable {
    case csv, json
  }

  var routes: [Route] {
    [.get("/audit/export", .needs(.readAudit), .act(.disclosure, .audit)) { visit in try await export(visit) }]
  }

  private func export(_ visit: Visit) async throws -> Response {
    let store = visit.office.parts.store
    let clock = visit.office.surroundings.homeClock
    guard let format = visit.query["format"].flatMap(Format.init(rawValue:)) else { throw PageFault.badForm("A format belongs here: csv or json.") }
    let query = try AuditFilter(visit.query, clock: clock).auditQuery(clock)
    let entries = try store.auditEntries(query, limit: Self.mostRecords + 1)
    guard entries.count <= Self.mostRecords else {
      throw PageFault.badForm("These are more than \(Wording.count(Self.mostRecords)) records. Narrow the filters, and export them in parts.")
    }
    visit.about(detail: "\(entries.count) as \(format.rawValue)")
    try store.tell(.exportMade, at: visit.now, ["subject": .text("audit"), "format": .text(format.rawValue), "count": .number(entries.count)])
    let body = format == .csv ? AuditTable.csv(entries) : AuditTable.json(entries)
    let name = "audit-\(clock.fieldDay(visit.now)).\(format.rawValue)"
    return Response(
      status: .ok,
      headers: [
        .contentType: format == .csv ? "text/csv; charset=utf-8" : "application/json", .contentDisposition: "attachment; filename=\"\(name)\"",
        .cacheControl: "no-store",
      ],
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: body)))
  }
}
