import Foundation
import HTTPTypes
import Hummingbird
import Keyholding
import Logging
import Traffic
import WebReception

/// The requests that lie here, one of them with everything that a judge has to see, and the judge's word.
struct RequestRoutes: Sendable {
  var routes: [Route] {
    [
      .get("/", .judge) { visit in try await list(visit) },
      .get("/requests/{commitment}", .judge) { visit in try await page(visit) },
      .post("/requests/{commitment}/grant", .judge) { visit in try await grant(visit) },
      .post("/requests/{commitment}/refuse", .judge) { visit in try await refuse(visit) },
    ]
  }

  private func list(_ visit: Visit) async throws -> Response {
    var rows: [RequestRow] = []
    for kept in await visit.keyholder.requests {
      let examination = kept.decision == nil ? try await visit.keyholder.examination(of: kept.commitment, now: visit.now) : nil
      rows.append(RequestRow(kept, examination))
    }
    return try await visit.desk.page(.requests, RequestsPage(rows), title: "Requests", at: .requests, for: visit)
  }

  private func page(_ visit: Visit, problem: String? = nil, status: HTTPResponse.Status = .ok) async throws -> Response {
    let commitment = try visit.commitment()
    guard let kept = await visit.keyholder.requests.first(where: { $0.commitment == commitment }),
      let request = try await visit.keyholder.request(commitment),
      let examination = try await visit.keyholder.examination(of: commitment, now: visit.now)
    else { throw PageFault.notFound("request") }
    let approvals = ApprovalRow.rows(
      of: request, examination, names: await visit.desk.open.policy.current.names, proposals: await visit.keyholder.proposals)
    let model = RequestPage(kept, examination, approvals: approvals, problem: problem)
    return try await visit.desk.page(.request, model, title: "Request", at: .requests, for: visit, status: status)
  }

  private func grant(_ visit: Visit) async throws -> Response {
    let (commitment, judge) = (try visit.commitment(), try visit.judge)
    do {
      _ = try await visit.keyholder.grant(commitment, by: judge, now: visit.now)
    } catch {
      guard !error.needsReopening else { throw error }
      return try await page(visit, problem: "\(error)", status: .conflict)
    }
    visit.desk.logger.info("warrant granted", metadata: ["commitment": "\(Wording.short(commitment))"])
    return .redirect(to: "/requests/\(commitment.hex)?said=\(Said.granted.rawValue)")
  }

  private func refuse(_ visit: Visit) async throws -> Response {
    let (commitment, judge) = (try visit.commitment(), try visit.judge)
    let reason = try await visit.form()["reason"] ?? ""
    do {
      try await visit.keyholder.refuse(commitment, by: judge, reason: reason, now: visit.now)
    } catch {
      guard !error.needsReopening else { throw error }
      return try await page(visit, problem: "\(error)", status: .conflict)
    }
    visit.desk.logger.info("warrant refused", metadata: ["commitment": "\(Wording.short(commitment))"])
    return .redirect(to: "/requests/\(commitment.hex)?said=\(Said.refused.rawValue)")
  }
}
