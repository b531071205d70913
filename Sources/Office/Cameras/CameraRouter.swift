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
  let parts: OfficeParts
  let intake: Intake

  func build() -> Router<BasicRequestContext> {
    let router = Router()
    for path in ["v1/captures", "v1/openalpr", "v1/hikvision"] {
      router.post("\(path)/{key}") { request, context in await take(request, key: context.parameters.get("key")) }
      router.post("\(path)") { request, _ in await take(request, key: Self.bearer(request)) }
    }
    router.post("v1/signals/{key}") { request, context in await takePhases(request, key: context.parameters.get("key")) }
    router.post("v1/signals") { request, _ in await takePhases(request, key: Self.bearer(request)) }
    router.get("healthz") { _, _ in Response(status: .ok, body: .init(byteBuffer: ByteBuffer(string: "ok\n"))) }
    return router
  }

  private func take(_ request: Request, key: String?) async -> Response {
    let dialect = Self.dialect(of: request.uri.path)
    do throws(Refusal) {
      let camera = try known(key, speaking: dialect)
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
      let camera = try known(key, speaking: nil)
      let report = try PhaseReport(json: try await body(of: request))
      await intake.signals.append(report.phases, at: camera.site)
      return Response(status: .noContent)
    } catch {
      return Response(Camera.Dialect.gantry.codec.answer(.refused(error)))
    }
  }

  /// The camera with this key. An unknown key, a disabled camera and the wrong dialect get the same answer, so that nothing can be probed.
  private func known(_ key: String?, speaking dialect: Camera.Dialect?) throws(Refusal) -> Camera {
    guard let key, let id = try? parts.directory.camera(withKey: key) ?? parts.store.camera(withKey: key), let camera = parts.directory.camera(id)
    else { throw .unknownDevice }
    guard camera.isEnabled, dialect == nil || camera.dialect == dialect else { throw .unknownDevice }
    return camera
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

  private static func bearer(_ request: Request) -> String? {
    guard let header = request.headers[.authorization], header.hasPrefix("Bearer ") else { return nil }
    return String(header.dropFirst("Bearer ".count))
  }

  private static func dialect(of path: String) -> Camera.Dialect {
    if path.hasPrefix("/v1/openalpr") { return .openalpr }
    return path.hasPrefix("/v1/hikvision") ? .hikvision : .gantry
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
    if answer.status == 503 { headers[.retryAfter] = "5" }
    self.init(status: .init(code: answer.status), headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: answer.body)))
  }
}
