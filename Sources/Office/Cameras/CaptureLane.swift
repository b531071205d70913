import Access
import CameraProtocols
import Foundation
import HTTPTypes
import NIOCore
import NIOHTTPTypes
import NIOSSL
import Sealing
import Traffic

/// The short way of a capture that was read by its camera and is nobody's concern: it is decoded, judged and sealed on the thread of its connection,
/// which waits for nothing but the disk. Every other request goes on to the router, as though this were not here.
///
/// A task that is woken several times a request costs more than all that is done with such a capture; most of a country's are such.
final class CaptureLane: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias InboundOut = HTTPRequestPart
  typealias OutboundIn = HTTPResponsePart
  typealias OutboundOut = HTTPResponsePart

  private enum State {
    /// The next part begins a request.
    case open
    /// A request is gathered that may go the short way.
    case gathering(HTTPRequest, AdmittedCamera, ByteBuffer)
    /// The present request's parts go on to the router.
    case passing
    /// A capture is on its way to the disk.
    case answering
  }

  /// Bodies with pictures go the long way, where they are read bit by bit.
  private static let mostBodyBytes = 64 << 10

  private let gate: CameraGate
  private let intake: Intake
  /// Owned by the connection's event loop, as all that follows.
  private var state = State.open
  /// Requests that went on to the router and have no answer yet.
  private var underway = 0
  /// What came while a capture was on its way.
  private var held: [HTTPRequestPart] = []
  private var holdsRead = false
  private var heldEvents: [Any] = []
  private var date = WrittenDate()
  /// The camera that sent last: most connections are of one.
  private var sender: (key: String?, dialect: Camera.Dialect, admitted: AdmittedCamera, generation: Int)?
  /// Who is at the other end; `nil` before the first request.
  private var peer: (identity: CameraIdentity?, address: NetworkAddress?)?

  private let isBehindProxy: Bool

  init(gate: CameraGate, intake: Intake) {
    self.gate = gate
    isBehindProxy = gate.parts.configuration.cameras.clientField != nil
    self.intake = intake
  }

  // MARK: In

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    take(unwrapInboundIn(data), context)
    // This thread is the connection's own: what was on its stack would stay there until the next capture.
    if case .answering = state { LeftoverMemory.eraseStack() }
  }

  private func take(_ part: HTTPRequestPart, _ context: ChannelHandlerContext) {
    switch (state, part) {
    case (.answering, _): held.append(part)
    case (.open, .head(let request)):
      meet(context)
      if underway == 0, let admitted = candidate(request, context) {
        state = .gathering(request, admitted, ByteBuffer())
      } else {
        underway += 1
        state = .passing
        pass(part, context)
      }
    case (.gathering(let request, let admitted, var body), .body(var piece)):
      // Nobody else may hold the bytes, or they would be copied.
      state = .open
      body.writeBuffer(&piece)
      state = .gathering(request, admitted, body)
    case (.gathering(let request, let admitted, let body), .end(let trailers)):
      if !answer(request, admitted, body, context) { goOn([.head(request), .body(body), .end(trailers)], context) }
    case (_, .end):
      state = .open
      pass(part, context)
    default: pass(part, context)
    }
  }

  /// The camera of a request that may go the short way.
  private func candidate(_ request: HTTPRequest, _ context: ChannelHandlerContext) -> AdmittedCamera? {
    // Behind a proxy each request has a sender of its own.
    guard !isBehindProxy, request.method == .post, let path = request.path, let (known, dialect) = CameraGate.capturePaths.first(where: { path.hasPrefix($0.path) }),
      request.headerFields[.contentType] == "application/json", request.headerFields[.contentEncoding] == nil,
      request.headerFields[.connection] == nil, request.headerFields[.expect] == nil, request.headerFields[.transferEncoding] == nil,
      let length = request.headerFields[.contentLength].flatMap({ Int($0) }), length <= Self.mostBodyBytes
    else { return nil }
    let rest = path.dropFirst(known.count)
    let key = rest.isEmpty ? CameraGate.bearer(request.headerFields) : rest.first == "/" ? String(rest.dropFirst()) : nil
    // A part of a path that is empty is no key; the router says so.
    guard rest.isEmpty || key != nil, let admitted = admitted(key: key, speaking: dialect, context), length <= admitted.mostBytes else { return nil }
    return admitted
  }

  private func admitted(key: String?, speaking dialect: Camera.Dialect, _ context: ChannelHandlerContext) -> AdmittedCamera? {
    let generation = gate.parts.directory.generation
    if let sender, sender.generation == generation, sender.dialect == dialect, sender.key == key {
      return gate.parts.now() < sender.admitted.until ? sender.admitted : nil
    }
    let call = CameraCall(key: key, identity: peer?.identity, source: peer?.address)
    guard let admitted = gate.admitFromMemory(call, speaking: dialect) else { return nil }
    gate.parts.connections.note(sender: admitted.camera.id, on: context.channel)
    sender = (key, dialect, admitted, generation)
    return admitted
  }

  /// Learns who is at the other end, once: a request comes only after the handshake.
  private func meet(_ context: ChannelHandlerContext) {
    guard peer == nil else { return }
    var identity: CameraIdentity?
    if let certificate = try? context.pipeline.syncOperations.nioSSL_peerCertificate(), let der = try? certificate.toDERBytes() {
      identity = gate.welcome(Data(der), on: context.channel)
    }
    peer = (identity, context.remoteAddress?.ipAddress.flatMap { NetworkAddress($0) })
  }

  func handlerAdded(context: ChannelHandlerContext) { gate.parts.connections.enter(context.channel) }

  func handlerRemoved(context: ChannelHandlerContext) { gate.parts.connections.leave(context.channel) }

  /// - Returns: `false` where the request has to go the long way.
  private func answer(_ request: HTTPRequest, _ admitted: AdmittedCamera, _ body: ByteBuffer, _ context: ChannelHandlerContext) -> Bool {
    let bytes = Data(body.readableBytesView)
    let now = gate.parts.now()
    let signature: CaptureSignature?
    do {
      signature = try admitted.signature(in: request.headerFields, over: bytes)
    } catch {
      return false
    }
    guard admitted.allowance.take(at: now) else { return false }
    state = .answering
    let post = CameraPost(
      camera: admitted.camera, contentType: request.headerFields[.contentType], body: bytes, receivedAt: now, signature: signature)
    let loop = context.eventLoop
    let bound = NIOLoopBound((self, context), eventLoop: loop)
    let isTaken = intake.receiveAtOnce(post) { kept in
      loop.execute {
        let (lane, context) = bound.value
        lane.write(kept.answer(), context)
        LeftoverMemory.eraseStack()
      }
    }
    // The router counts it.
    if !isTaken { admitted.allowance.giveBack() }
    return isTaken
  }

  /// The request goes the long way after all.
  private func goOn(_ parts: [HTTPRequestPart], _ context: ChannelHandlerContext) {
    state = .open
    underway += 1
    for part in parts { pass(part, context) }
    context.fireChannelReadComplete()
  }

  private func pass(_ part: HTTPRequestPart, _ context: ChannelHandlerContext) { context.fireChannelRead(wrapInboundOut(part)) }

  // MARK: Out

  private func write(_ answer: CameraAnswer, _ context: ChannelHandlerContext) {
    guard context.channel.isActive else { return }
    let response = HTTPResponse(answer, date: date.text(at: gate.parts.now()))
    context.write(wrapOutboundOut(.head(response)), promise: nil)
    context.write(wrapOutboundOut(.body(ByteBuffer(bytes: answer.body))), promise: nil)
    context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    state = .open
    let parts = held
    held = []
    for part in parts { take(part, context) }
    if case .answering = state { return }
    if holdsRead {
      holdsRead = false
      context.read()
    }
    let events = heldEvents
    heldEvents = []
    for event in events { context.fireUserInboundEventTriggered(event) }
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    if case .end = unwrapOutboundIn(data) { underway -= 1 }
    context.write(data, promise: promise)
  }

  /// A sender that does not wait for its answer is not read from until it has it.
  func read(context: ChannelHandlerContext) {
    if case .answering = state { holdsRead = true } else { context.read() }
  }

  /// What is told to the connection, such as that the listener closes or that the sender has said all, is told once the capture is answered: whoever
  /// hears it may close the connection.
  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if case .answering = state { heldEvents.append(event) } else { context.fireUserInboundEventTriggered(event) }
  }
}

extension HTTPResponse {
  fileprivate init(_ answer: CameraAnswer, date: String) {
    var fields = HTTPFields()
    fields[.contentType] = answer.contentType
    fields[.contentLength] = "\(answer.body.count)"
    fields[.date] = date
    if CameraRouter.asksToWait(answer.status) { fields[.retryAfter] = CameraRouter.retryAfterSeconds }
    self.init(status: .init(code: answer.status), headerFields: fields)
  }
}
