import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import NIOFoundationCompat
import TransparencyLog
import WebReception

/// What a witness answers over HTTP (C2SP `tlog-witness`): `add-checkpoint`, what it signed last, and what it is.
struct WitnessRoutes: Sendable {
  /// A checkpoint with a hundred signatures and the longest proof has 20 KiB.
  static let longestBody = 128 << 10
  private static let policy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

  let witness: Witness
  let logs: [NoteKey]
  let logger: Logger
  let now: @Sendable () -> Date

  func router() -> Router<BasicRequestContext> {
    let router = Router(options: .autoGenerateHeadEndpoints)
    router.add(middleware: SecurityHeaders(address: "", policy: Self.policy))
    router.add(middleware: PlainFaults(logger: logger))
    router.get("/") { _, _ in try await about() }
    router.get("/{origin}/checkpoint") { _, context in try await checkpoint(context.parameters.get("origin") ?? "") }
    router.post("/add-checkpoint") { request, _ in try await add(request) }
    return router
  }

  private func add(_ request: Request) async throws -> Response {
    // One that says that it is too large is refused before it is read.
    let said = request.headers[.contentLength].flatMap { Int($0) } ?? 0
    guard (0...Self.longestBody).contains(said) else { throw HTTPError(.contentTooLarge) }
    let body = try await request.body.collect(upTo: Self.longestBody)
    let answer = await witness.answer(to: Data(buffer: body), now: now())
    if answer.status >= 500 { logger.error("a checkpoint could not be kept, so it was not signed") }
    return Response(
      status: HTTPResponse.Status(code: answer.status), headers: [.contentType: answer.contentType],
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: answer.body)))
  }

  private func checkpoint(_ originHash: String) async throws -> Response {
    guard let bytes = try await witness.checkpoint(originHash: originHash) else { throw HTTPError(.notFound) }
    return .plain(bytes)
  }

  /// The key, and for each log its origin, how many entries it had when it was signed last, and how many split views are kept.
  private func about() async throws -> Response {
    var lines = ["Gantry witness", witness.key.text, ""]
    let splits = try await witness.splits()
    for log in logs {
      let seen = try await witness.checkpoint(originHash: OriginHash(log.name).text).map { try Checkpoint(text: SignedNote(bytes: $0).text).size }
      let count = splits.count { (try? Checkpoint(text: $0.0.text).origin) == log.name }
      lines.append("\(log.name) size \(seen ?? 0) splits \(count)")
    }
    return .plain(Data("\(lines.joined(separator: "\n"))\n".utf8))
  }
}
