import NIOCore
import NIOHTTP1

/// One connection to the server: one request at a time, and its answer.
final class LineHandler: ChannelDuplexHandler {
  typealias InboundIn = HTTPClientResponsePart
  typealias OutboundIn = LineExchange
  typealias OutboundOut = HTTPClientRequestPart

  /// A server's answers have a few hundred bytes.
  private static let mostBytes = 1 << 20

  /// Owned by the connection's event loop, as the next.
  private var waiting: EventLoopPromise<LineAnswer>?
  private var answer: LineAnswer?

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    let exchange = unwrapOutboundIn(data)
    guard waiting == nil, context.channel.isActive else {
      exchange.answer.fail(ChannelError.ioOnClosedChannel)
      promise?.fail(ChannelError.ioOnClosedChannel)
      return
    }
    waiting = exchange.answer
    context.write(wrapOutboundOut(.head(exchange.head)), promise: nil)
    context.write(wrapOutboundOut(.body(.byteBuffer(exchange.body))), promise: nil)
    context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: promise)
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head): answer = LineAnswer(status: Int(head.status.code), fields: head.headers)
    case .body(var piece):
      answer?.body.writeBuffer(&piece)
      if let count = answer?.body.readableBytes, count > Self.mostBytes { end(context, because: NIOTooManyBytesError(maxBytes: Self.mostBytes)) }
    case .end:
      guard let answer else { return end(context, because: ChannelError.inputClosed) }
      self.answer = nil
      waiting?.succeed(answer)
      waiting = nil
    }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) { end(context, because: error) }

  func channelInactive(context: ChannelHandlerContext) {
    end(context, because: ChannelError.eof)
    context.fireChannelInactive()
  }

  private func end(_ context: ChannelHandlerContext, because error: any Error) {
    waiting?.fail(error)
    waiting = nil
    answer = nil
    context.close(promise: nil)
  }
}
