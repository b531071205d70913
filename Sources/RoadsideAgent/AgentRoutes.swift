import Access
import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import NIOHTTP1

/// What the agent takes from its camera: a capture, handed on as it is, and answered as the server answers.
struct AgentRoutes: Sendable {
  /// What a camera sends to, at the server as here.
  private static let paths = ["/v1/captures", "/v1/openalpr", "/v1/hikvision", "/v1/signals"]
  /// No server takes larger bodies.
  private static let mostBytes = 64 << 20
  private static let retryAfterSeconds = "5"

  let current: CurrentLine
  let ranges: [AddressRange]
  /// `nil` where captures are not signed.
  let signingKey: Curve25519.Signing.PrivateKey?
  let logger: Logger

  func router() -> Router<AgentContext> {
    let router = Router(context: AgentContext.self)
    for path in Self.paths { router.post(RouterPath(path)) { request, context in try await take(request, context, to: path) } }
    return router
  }

  private func take(_ request: Request, _ context: AgentContext, to path: String) async throws -> Response {
    guard let peer = context.peer, ranges.contains(where: { $0.contains(peer) }) else {
      logger.notice("a stranger was turned away", metadata: ["path": "\(path)"])
      return Response(status: .forbidden)
    }
    let body: ByteBuffer
    do {
      body = try await request.body.collect(upTo: Self.mostBytes)
    } catch is NIOTooManyBytesError {
      return Response(status: .contentTooLarge)
    }
    do throws(AgentFault) {
      return Self.response(try await current.line.send(.POST, path, fields(of: request, over: body), body: body))
    } catch {
      // The agent keeps nothing: the camera does, and sends it again.
      logger.error("a capture could not be handed on", metadata: ["reason": "\(error)"])
      return Response(status: .serviceUnavailable, headers: [.retryAfter: Self.retryAfterSeconds])
    }
  }

  private func fields(of request: Request, over body: ByteBuffer) -> HTTPHeaders {
    var fields = HTTPHeaders()
    if let type = request.headers[.contentType] { fields.add(name: "content-type", value: type) }
    if let encoding = request.headers[.contentEncoding] { fields.add(name: "content-encoding", value: encoding) }
    if let signature = try? signingKey?.signature(for: Data(body.readableBytesView)) {
      fields.add(name: "gantry-signature", value: signature.base64EncodedString())
    }
    return fields
  }

  private static func response(_ answer: LineAnswer) -> Response {
    var fields = HTTPFields()
    fields[.contentType] = answer.fields.first(name: "content-type")
    fields[.retryAfter] = answer.fields.first(name: "retry-after")
    return Response(status: .init(code: answer.status), headers: fields, body: .init(byteBuffer: answer.body))
  }
}

/// What travels with one request to the agent.
struct AgentContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  let peer: NetworkAddress?

  init(source: ApplicationRequestContextSource) {
    coreContext = CoreRequestContextStorage(source: source)
    peer = source.channel.remoteAddress?.ipAddress.flatMap { NetworkAddress($0) }
  }
}
