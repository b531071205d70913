import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// Ends a connection whose other end takes too long: for the fields of its next request, or for a request's body. An answer may take as long as it
/// takes; pages that show what happens live are answers that do not end.
///
/// Stands right behind the decoder, so that it sees the requests that ``CaptureLane`` answers by itself. One alarm a connection, set again when it
/// rings: requests set none.
final class RequestClock: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias InboundOut = HTTPRequestPart
  typealias OutboundIn = HTTPResponsePart
  typealias OutboundOut = HTTPResponsePart

  private let limits: ConnectionLimits
  /// Since when the other end has been waited for; `nil` while it waits for us. Owned by the connection's event loop, as all that follows.
  private var waitsSince: NIODeadline? = .now()
  private var isReadingBody = false
  /// Requests whose answers are not written yet.
  private var underway = 0
  private var alarm: Scheduled<Void>?

  init(limits: ConnectionLimits) { self.limits = limits }

  func handlerAdded(context: ChannelHandlerContext) { set(limits.fields, context) }

  func handlerRemoved(context: ChannelHandlerContext) { alarm?.cancel() }

  func channelInactive(context: ChannelHandlerContext) {
    alarm?.cancel()
    context.fireChannelInactive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head:
      underway += 1
      isReadingBody = true
      waitsSince = .now()
    case .body: break
    case .end:
      isReadingBody = false
      waitsSince = underway > 0 ? nil : .now()
    }
    context.fireChannelRead(data)
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    if case .end = unwrapOutboundIn(data) {
      underway -= 1
      if underway == 0, !isReadingBody { waitsSince = .now() }
    }
    context.write(data, promise: promise)
  }

  private func set(_ time: TimeAmount, _ context: ChannelHandlerContext) {
    let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
    alarm = context.eventLoop.scheduleTask(in: time) {
      let (clock, context) = bound.value
      clock.ring(context)
    }
  }

  private func ring(_ context: ChannelHandlerContext) {
    guard context.channel.isActive else { return }
    guard let waitsSince else { return set(limits.fields, context) }
    let limit = isReadingBody ? limits.body : limits.fields
    let rest = waitsSince + limit - .now()
    if rest > .nanoseconds(0) { set(rest, context) } else { context.close(promise: nil) }
  }
}
