import Foundation
import HTTPTypes
import Hummingbird
import Keyholding
import Logging
import NIOCore
import Sealing
import Traffic

/// The server presents a warrant, asks what became of it, and fetches keys.
struct WarrantRoutes: Sendable {
  /// As long as `WarrantRequest` and `KeyReleaseRequest` may be.
  static let longestRequest = 256 << 20

  var routes: [Route] {
    [
      .post("/v1/requests", .program) { visit in try await present(visit) },
      .get("/v1/requests/{commitment}", .program) { visit in try await standing(visit) },
      .post("/v1/release", .program) { visit in try await release(visit) },
    ]
  }

  private func present(_ visit: Visit) async throws -> Response {
    let request = try WarrantRequest(bytes: try await visit.body(upTo: Self.longestRequest))
    try await visit.keyholder.receive(request, now: visit.now)
    visit.desk.logger.info("warrant presented", metadata: ["commitment": "\(Wording.short(request.commitment))"])
    return Response(json: CommitmentBody(commitment: request.commitment.hex), status: .accepted)
  }

  private func standing(_ visit: Visit) async throws -> Response {
    let commitment = try visit.commitment()
    guard let kept = await visit.keyholder.requests.first(where: { $0.commitment == commitment }) else { throw PageFault.notFound("request") }
    switch kept.decision?.outcome {
    case nil: return Response(json: StandingBody(state: .pending))
    case .refused(let reason): return Response(json: StandingBody(state: .refused, reason: reason))
    case .granted:
      let answer = try await visit.keyholder.answer(to: commitment, now: visit.now)
      return Response(json: StandingBody(state: .granted, answer: answer?.base64EncodedString()))
    }
  }

  private func release(_ visit: Visit) async throws -> Response {
    let request = try KeyReleaseRequest(bytes: try await visit.body(upTo: Self.longestRequest))
    let answer = try await visit.keyholder.release(request, now: visit.now)
    visit.desk.logger.info("keys released", metadata: ["commitment": "\(Wording.short(answer.commitment))", "count": "\(answer.count)"])
    return Response(
      status: .ok, headers: [.contentType: "application/octet-stream"], body: ResponseBody(byteBuffer: ByteBuffer(bytes: answer.bytes)))
  }
}

struct CommitmentBody: Codable {
  /// Hexadecimal digits.
  let commitment: String
}

struct StandingBody: Codable {
  enum State: String, Codable { case pending, granted, refused }

  let state: State
  /// The judge's, where it is refused.
  var reason: String?
  /// `TokenAnswer.bytes` in base64, until the warrant's end.
  var answer: String?
}
