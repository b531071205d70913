import NIOCore
import NIOHTTP1

/// What the server answered.
struct LineAnswer: Sendable {
  var status: Int
  var fields: HTTPHeaders
  var body = ByteBuffer()
}

/// A request on its way to the server, and who waits for the answer.
struct LineExchange: Sendable {
  var head: HTTPRequestHead
  var body: ByteBuffer
  let answer: EventLoopPromise<LineAnswer>
}
