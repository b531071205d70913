import NIOCore

/// One connection of a load: sends a request, waits for the answer, tells its run. Lives on the run's event loop.
final class LoadConnection: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  let number: Int
  /// When the request that is underway was due; `nil` while none is.
  private(set) var due: NIODeadline?
  private let run: LoadRun
  private var messages: any LoadMessages
  private var reader = AnswerReader()
  /// Until the connection is closed.
  private var context: ChannelHandlerContext?

  init(number: Int, messages: any LoadMessages, run: LoadRun) {
    self.number = number
    self.messages = messages
    self.run = run
  }

  /// Sends the next request.
  /// - Parameter due: when it should have been sent.
  func send(due: NIODeadline) {
    self.due = due
    context?.writeAndFlush(wrapOutboundOut(messages.next()), promise: nil)
  }

  func close() { context?.close(promise: nil) }

  func handlerAdded(context: ChannelHandlerContext) {
    self.context = context
    reader = AnswerReader()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    do {
      guard let answer = try reader.take(unwrapInboundIn(data)) else { return }
      guard let due else { throw AnswerReader.NoAnswer() }
      self.due = nil
      run.note(answer.status, due: due)
      if answer.isLast { context.close(promise: nil) } else { run.isFree(self) }
    } catch {
      context.close(promise: nil)
    }
  }

  func channelInactive(context: ChannelHandlerContext) {
    self.context = nil
    let wasUnderway = due != nil
    due = nil
    run.isLost(self, wasUnderway: wasUnderway)
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}
