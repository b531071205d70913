import DurableFiles
import Foundation
import HTTPTypes
import Hummingbird
import Keyholding
import Logging
import WebReception

/// What this keyholder allows, whose approvals count, and whose keys were proposed.
struct PolicyRoutes: Sendable {
  var routes: [Route] {
    [
      .get("/policy", .judge) { visit in try await page(visit) },
      .post("/policy/reload", .judge) { visit in
        try await change(visit, .reloaded) { try await visit.desk.open.policy.reload(for: visit.keyholder, now: visit.now) }
      },
      .post("/policy/trust", .judge) { visit in
        let key = try await proposal(visit)
        return try await change(visit, .trusted) { try await visit.desk.open.policy.trust(key, for: visit.keyholder, now: visit.now) }
      },
      .post("/policy/dismiss", .judge) { visit in
        let key = try await proposal(visit)
        return try await change(visit, .dismissed) { try await visit.keyholder.dismiss(key) }
      },
    ]
  }

  private func page(_ visit: Visit, problem: String? = nil, status: HTTPResponse.Status = .ok) async throws -> Response {
    let model = PolicyPage(await visit.desk.open.policy.current, proposals: await visit.keyholder.proposals, problem: problem)
    return try await visit.desk.page(.policy, model, title: "Policy", at: .policy, for: visit, status: status)
  }

  /// The proposal that the form names by person and key.
  private func proposal(_ visit: Visit) async throws -> ProposedKey {
    let form = try await visit.form()
    let proposals = await visit.keyholder.proposals
    guard let key = proposals.first(where: { $0.person.rawValue == form["person"] && $0.key.base64EncodedString() == form["key"] }) else {
      throw PageFault.notFound("proposed key")
    }
    return key
  }

  private func change(_ visit: Visit, _ said: Said, _ work: () async throws -> Void) async throws -> Response {
    do {
      try await work()
    } catch let fault as PolicyFaults {
      return try await page(visit, problem: "\(fault)", status: .conflict)
    } catch is DiskFault {
      return try await page(visit, problem: "The policy's file could not be written. Nothing was changed.", status: .conflict)
    }
    visit.desk.logger.info("policy changed", metadata: ["what": "\(said.rawValue)"])
    return .redirect(to: "/policy?said=\(said.rawValue)")
  }
}
