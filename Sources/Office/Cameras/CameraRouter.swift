import CameraProtocols
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Storage
import Traffic

/// The camera listener: the only routes a camera can reach, and none that a person uses.
struct CameraRouter: Sendable {
  /// When a camera that cannot be served is to come back.
  static let retryAfterSeconds = "5"

  let parts: OfficeParts
  let intake: Intake
  let gate: CameraGate

  init(parts: OfficeParts, intake: Intake) {
    self.parts = parts
    self.intake = intake
    gate = CameraGate(parts: parts)
  }

  /// What stands before the router on each connection: the short way for captures.
  var handlers: @Sendable () -> [any RemovableChannelHandler] {
    { [gate, intake] in [CaptureLane(gate: gate, intake: intake)] }
  }

  func build() -> Router<BasicRequestContext> {
    let router = Router()
    for (path, dialect) in CameraGate.capturePaths {
      router.post("\(path)/{key}") { request, context in await take(request, key: context.parameters.get("key"), dialect) }
      router.post("\(path)") { request, _ in await take(request, key: CameraGate.bearer(request.headers), dialect) }
    }
    router.post("v1/signals/{key}") { request, context in await takePhases(request, key: context.parameters.get("key")) }
    router.post("v1/signals") { request, _ in await takePhases(request, key: CameraGate.bearer(request.headers)) }
    router.get("healthz") { _, _ in
      Response(status: .ok, headers: [.contentType: "text/plain; charset=utf-8"], body: .init(byteBuffer: ByteBuffer(string: "ok\n")))
    }
    return router
  }

  private func take(_ request: Request, key: String?, _ dialect: Camera.Dialect) async -> Response {
    do throws(Refusal) {
      let camera = try gate.camera(withKey: key, speaking: dialect)
      let body = try await body(of: request)
      let post = CameraPost(camera: camera, contentType: request.headers[.contentType], body: body, receivedAt: parts.now())
      return Response(await intake.receive(post))
    } catch {
      parts.logger.notice("camera refused", metadata: ["path": "\(Self.route(request.uri.path))", "reason": "\(error.code)"])
      return Response(dialect.codec.answer(.refused(error)))
    }
  }

  private func takePhases(_ request: Request, key: String?) async -> Response {
    do throws(Refusal) {
      let camera = try gate.camera(withKey: key, speaking: nil)
      let report = try PhaseReport(json: try await body(of: request))
      intake.signals.append(report.phases, at: camera.site)
      return Response(status: .noContent)
    } catch {
      return Response(Camera.Dialect.gantry.codec.answer(.refused(error)))
    }
  }

  private func body(of request: Request) async throws(Refusal) -> Data {
    // A compressed body could unpack to anything; no camera seen so far sends one.
    guard request.headers[.contentEncoding] == nil else { throw .unsupportedType }
    let limit = parts.configuration.intake.maximumBodyBytes
    if let length = request.headers[.contentLength].flatMap(Int.init), length > limit { throw .tooLarge }
    do {
      return Data(try await request.body.collect(upTo: limit).readableBytesView)
    } catch is NIOTooManyBytesError {
      throw .tooLarge
    } catch {
      throw .incomplete
    }
  }

  /// The path without the key in it: keys are secrets and stay out of the log.
  private static func route(_ path: String) -> String {
    path.split(separator: "/").prefix(2).joined(separator: "/")
  }
}

extension Response {
  /// A camera's answer in its own dialect.
  init(_ answer: CameraAnswer) {
    var headers = HTTPFields()
    if let type = answer.contentType { headers[.contentType] = type }
    if answer.status == 503 { headers[.retryAfter] = CameraRouter.retryAfterSeconds }
    self.init(status: .init(code: answer.status), headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: answer.body)))
  }
}
