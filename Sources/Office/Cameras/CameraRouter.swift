import Access
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
  let enrolment: EnrolmentDesk

  init(parts: OfficeParts, intake: Intake) {
    self.parts = parts
    self.intake = intake
    gate = CameraGate(parts: parts)
    enrolment = EnrolmentDesk(parts: parts)
  }

  /// What stands before the router on each connection: the short way for captures.
  var handlers: @Sendable () -> [any RemovableChannelHandler] {
    { [gate, intake] in [CaptureLane(gate: gate, intake: intake)] }
  }

  func build() -> Router<CameraRequestContext> {
    let router = Router(context: CameraRequestContext.self)
    router.add(middleware: ProxiedAllowlist(parts.configuration.cameras) { $0.peer?.description })
    for (path, dialect) in CameraGate.capturePaths {
      router.post("\(path)/{key}") { request, context in await take(request, context, key: context.parameters.get("key"), dialect) }
      router.post("\(path)") { request, context in await take(request, context, key: CameraGate.bearer(request.headers), dialect) }
    }
    router.post("v1/signals/{key}") { request, context in await takePhases(request, context, key: context.parameters.get("key")) }
    router.post("v1/signals") { request, context in await takePhases(request, context, key: CameraGate.bearer(request.headers)) }
    router.post("v1/enrol") { request, context in
      await certify(request) { body throws(EnrolmentRefusal) in try enrolment.enrol(body, from: source(of: request, context)) }
    }
    router.post("v1/renew") { request, context in
      await certify(request) { body throws(EnrolmentRefusal) in try enrolment.renew(body, parts.connections.identity(of: context.channel)) }
    }
    router.get("healthz") { _, _ in Response(status: .ok, body: .init(byteBuffer: ByteBuffer(string: "ok\n"))) }
    return router
  }

  private func take(_ request: Request, _ context: CameraRequestContext, key: String?, _ dialect: Camera.Dialect) async -> Response {
    do throws(Refusal) {
      let admitted = try admit(request, context, key: key, speaking: dialect)
      let body = try await body(of: request, most: admitted.mostBytes)
      let signature = try await signature(of: admitted, in: request.headers, over: body)
      let post = CameraPost(
        camera: admitted.camera, contentType: request.headers[.contentType], body: body, receivedAt: parts.now(), signature: signature)
      return Response(await intake.receive(post))
    } catch {
      parts.logger.notice("camera refused", metadata: ["path": "\(Self.route(request.uri.path))", "reason": "\(error.code)"])
      return Response(dialect.codec.answer(.refused(error)))
    }
  }

  private func takePhases(_ request: Request, _ context: CameraRequestContext, key: String?) async -> Response {
    do throws(Refusal) {
      let admitted = try admit(request, context, key: key, speaking: nil)
      let body = try await body(of: request, most: admitted.mostBytes)
      _ = try await signature(of: admitted, in: request.headers, over: body)
      let report = try PhaseReport(json: body)
      intake.signals.append(report.phases, at: admitted.camera.site)
      return Response(status: .noContent)
    } catch {
      return Response(Camera.Dialect.gantry.codec.answer(.refused(error)))
    }
  }

  private func admit(
    _ request: Request, _ context: CameraRequestContext, key: String?, speaking dialect: Camera.Dialect?
  ) throws(Refusal) -> AdmittedCamera {
    let call = CameraCall(key: key, identity: parts.connections.identity(of: context.channel), source: source(of: request, context))
    let admitted = try gate.admit(call, speaking: dialect)
    parts.connections.note(sender: admitted.camera.id, on: context.channel)
    guard admitted.allowance.take(at: parts.now()) else { throw .tooMany }
    return admitted
  }

  /// Where a request comes from: from the other end of the connection, or from where the proxy on this machine says.
  private func source(of request: Request, _ context: CameraRequestContext) -> NetworkAddress? {
    guard let field = parts.configuration.cameras.clientField else { return context.peer }
    return RequestSource(of: request, peer: context.peer?.description, field: field).address.flatMap { NetworkAddress($0) }
  }

  /// A capture whose signature is not right is noted on its camera: somebody else sends in its name, or its key was lost.
  private func signature(of admitted: AdmittedCamera, in fields: HTTPFields, over body: Data) async throws(Refusal) -> CaptureSignature? {
    do {
      return try admitted.signature(in: fields, over: body)
    } catch {
      parts.logger.warning("signature refused", metadata: ["camera": "\(admitted.camera.id)"])
      try? await parts.store.noteRefusedSignature(of: admitted.camera.id, at: parts.now())
      throw error
    }
  }

  private func certify(_ request: Request, _ make: (Data) throws(EnrolmentRefusal) -> EnrolmentAnswer) async -> Response {
    do throws(EnrolmentRefusal) {
      guard let body = try? await request.body.collect(upTo: EnrolmentDesk.mostBytes) else { throw .malformed }
      return try Response(certificates: make(Data(body.readableBytesView)))
    } catch {
      parts.logger.notice("no certificate given", metadata: ["path": "\(Self.route(request.uri.path))", "reason": "\(error.code)"])
      return Response(error)
    }
  }

  private func body(of request: Request, most limit: Int) async throws(Refusal) -> Data {
    // A compressed body could unpack to anything; no camera seen so far sends one.
    guard request.headers[.contentEncoding] == nil else { throw .unsupportedType }
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
