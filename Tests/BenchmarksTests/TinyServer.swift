import NIOCore
import NIOPosix
import Synchronization

/// A server small enough for tests: answers each request as it is told to, and counts them.
final class TinyServer: Sendable {
  enum Manner: Sendable {
    case status(Int)
    /// So many requests a connection, then it is closed without an answer.
    case hangUpAfter(Int)
    /// Announces the end, as HTTP has it, with each answer.
    case closing
    case silent
    /// Something that is not HTTP.
    case nonsense
    /// Each answer in two pieces.
    case inPieces
    /// An answer takes this long.
    case slow(TimeAmount)
  }

  let port: Int
  private let channel: any Channel
  private let group: MultiThreadedEventLoopGroup
  private let taken: Counter

  final class Counter: Sendable {
    private let requests = Mutex<[String]>([])
    var all: [String] { requests.withLock { $0 } }
    func add(_ request: String) { requests.withLock { $0.append(request) } }
  }

  init(_ manner: Manner) async throws {
    let counter = Counter()
    group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    channel = try await ServerBootstrap(group: group)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture { try channel.pipeline.syncOperations.addHandler(Answering(manner, counter)) }
      }
      .bind(host: "127.0.0.1", port: 0).get()
    port = channel.localAddress?.port ?? 0
    taken = counter
  }

  /// The requests that came, each whole.
  var requests: [String] { taken.all }

  func stop() async throws {
    try await channel.close()
    try await group.shutdownGracefully()
  }
}

private final class Answering: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private let manner: TinyServer.Manner
  private let counter: TinyServer.Counter
  private var taken = 0

  init(_ manner: TinyServer.Manner, _ counter: TinyServer.Counter) {
    self.manner = manner
    self.counter = counter
  }

  /// Requests of tests are short and come one at a time, so that one read is one request.
  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    counter.add(String(buffer: unwrapInboundIn(data)))
    taken += 1
    switch manner {
    case .status(let status): write("HTTP/1.1 \(status) Word\r\nContent-Length: 3\r\n\r\nok\n", context)
    case .hangUpAfter(let most) where taken > most: context.close(promise: nil)
    case .hangUpAfter: write("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n", context)
    case .closing:
      write("HTTP/1.1 200 OK\r\ncontent-length: 0\r\nConnection: close\r\n\r\n", context)
      context.close(promise: nil)
    case .silent: break
    case .nonsense: write("SSH-2.0-OpenSSH_9.2\r\n\r\n", context)
    case .inPieces:
      write("HTTP/1.1 200 OK\r\nconte", context)
      context.eventLoop.assumeIsolated().scheduleTask(in: .milliseconds(1)) { self.write("nt-length: 3\r\n\r\nok\n", context) }
    case .slow(let time):
      context.eventLoop.assumeIsolated().scheduleTask(in: time) { self.write("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n", context) }
    }
  }

  private func write(_ text: String, _ context: ChannelHandlerContext) {
    context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text)), promise: nil)
  }
}
