import HTTPTypes
import Hummingbird
import NIOCore
import TransparencyLog
import WebReception

/// The public page, and the same figures for programs.
struct PublicPageRoutes: Sendable {
  var routes: [PublicRoute] {
    [
      PublicRoute(.get, "/") { visit in try await page(visit) },
      PublicRoute(.get, "/transparency.json") { visit in
        Self.answer("application/json", try await report(visit).json)
      },
      PublicRoute(.get, "/transparency.json.sig") { visit in
        Self.answer("text/plain; charset=utf-8", try await report(visit).note)
      },
    ]
  }

  private func page(_ visit: PublicVisit) async throws -> Response {
    let desk = visit.desk
    let state = try await desk.ledger.current()
    let policy = desk.policy(for: state)
    let page = try PublicPage(
      state, policy: policy, reportKey: desk.reports.signer.key.text, texts: desk.parts.configuration.publicPage,
      surroundings: Surroundings(contents: desk.parts.directory.current))
    return desk.page(.publicPage, page, title: "What the cameras do")
  }

  /// The report of the newest state, or of the one that the query names, so that a report and its signature can be fetched one after the other.
  private func report(_ visit: PublicVisit) async throws -> SignedReport {
    let desk = visit.desk
    guard let text = visit.query["size"] else {
      let state = try await desk.ledger.current()
      return try await desk.reports.report(of: state, policy: desk.policy(for: state))
    }
    guard let shard = visit.query["shard"], let size = Int(text) else {
      throw PageFault.badForm("“shard” and “size” name a state of the log, as the last line of the signature’s text does.")
    }
    guard let report = await desk.reports.report(at: LogPlace(shard: shard, index: size)) else { throw PageFault.notFound("report kept") }
    return report
  }

  /// Figures are for every page that wants to show them.
  private static func answer(_ type: String, _ body: some Sequence<UInt8>) -> Response {
    let headers: HTTPFields = [.contentType: type, .cacheControl: "no-cache", .accessControlAllowOrigin: "*"]
    return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: body)))
  }
}
