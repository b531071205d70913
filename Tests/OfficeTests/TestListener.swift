import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import NIOPosix
import NIOSSL
import NIOTLS
import Synchronization

@testable import Access
@testable import Office

/// A listener on a free port of loopback with a small router behind it, while a test runs.
struct TestListener: Sendable {
  let listener: Listener
  let port: Int

  /// Runs a listener for as long as a test takes.
  static func run<Value: Sendable>(
    _ address: Configuration.Listener = .init(host: "127.0.0.1", port: 0), limits: ConnectionLimits = .office, policy: TLSPolicy = TLSPolicy(),
    handlers: @escaping @Sendable () -> [any RemovableChannelHandler] = { [] }, logger: Logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
    _ test: @escaping @Sendable (TestListener) async throws -> Value
  ) async throws -> Value {
    let listener = try Listener(address, name: "test", limits: limits, policy: policy, logger: logger)
    let router = Router(context: OfficeRequestContext.self)
    router.get("hello") { _, context in "hello \(context.peer ?? "nobody")" }
    router.post("size") { request, _ in "\(try await request.body.collect(upTo: 1 << 20).readableBytes)" }
    let (ports, port) = AsyncStream<Int>.makeStream()
    let application = listener.application(router, handlers: handlers, logger: logger) { port.yield($0) }
    return try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await application.run() }
      guard let heard = await ports.first(where: { _ in true }) else { throw CancellationError() }
      let value = try await test(TestListener(listener: listener, port: heard))
      group.cancelAll()
      return value
    }
  }

  /// What a client got to see of a connection.
  struct Seen: Sendable {
    var agreed: String?
    var version: TLSVersion?
    var certificate: NIOSSLCertificate?
    var text = ""
  }

  /// Connects, sends a text and reads until the other end closes.
  func connect(_ tls: TLSConfiguration?, sending text: String = "", from source: String? = nil, seconds: Int64 = 10) async throws -> Seen {
    let promise = MultiThreadedEventLoopGroup.singleton.next().makePromise(of: Seen.self)
    let context = try tls.map { try NIOSSLContext(configuration: $0) }
    let bootstrap = ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton).channelInitializer { channel in
      channel.eventLoop.makeCompletedFuture {
        if let context { try channel.pipeline.syncOperations.addHandler(NIOSSLClientHandler(context: context, serverHostname: "localhost")) }
        try channel.pipeline.syncOperations.addHandler(Observer(text: text, isEncrypted: context != nil, promise: promise, seconds: seconds))
      }
    }
    let bound = try source.map { bootstrap.bind(to: try SocketAddress(ipAddress: $0, port: 0)) } ?? bootstrap
    do {
      _ = try await bound.connect(host: "127.0.0.1", port: port).get()
    } catch {
      promise.fail(error)
    }
    return try await promise.futureResult.get()
  }

  static func request(_ path: String = "/hello") -> String { "GET \(path) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n" }

  /// Gathers what comes until the end.
  private final class Observer: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let text: String
    private let isEncrypted: Bool
    private let promise: EventLoopPromise<Seen>
    private let seconds: Int64
    private var seen = Seen()

    init(text: String, isEncrypted: Bool, promise: EventLoopPromise<Seen>, seconds: Int64) {
      self.text = text
      self.isEncrypted = isEncrypted
      self.promise = promise
      self.seconds = seconds
    }

    func channelActive(context: ChannelHandlerContext) {
      if !isEncrypted { say(context) }
      let channel = context.channel
      context.eventLoop.scheduleTask(in: .seconds(seconds)) { channel.close(promise: nil) }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
      guard case .handshakeCompleted(let agreed)? = event as? TLSUserEvent else { return }
      seen.agreed = agreed
      seen.version = (try? context.pipeline.syncOperations.handler(type: NIOSSLClientHandler.self))?.tlsVersion
      seen.certificate = (try? context.pipeline.syncOperations.handler(type: NIOSSLClientHandler.self))?.peerCertificate
      say(context)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) { seen.text += String(buffer: unwrapInboundIn(data)) }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
      if case NIOSSLError.uncleanShutdown = error { return }
      promise.fail(error)
      context.close(promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) { promise.succeed(seen) }

    private func say(_ context: ChannelHandlerContext) {
      if !text.isEmpty { context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text)), promise: nil) }
    }
  }
}

/// Keeps the lines of a log.
final class LogLines: Sendable {
  private let lines = Mutex<[String]>([])

  var all: [String] { lines.withLock { $0 } }

  var logger: Logger { Logger(label: "test") { _ in Handler(lines: self) } }

  private func add(_ line: String) { lines.withLock { $0.append(line) } }

  private struct Handler: LogHandler {
    let lines: LogLines
    var logLevel = Logger.Level.info
    var metadata: Logger.Metadata = [:]

    init(lines: LogLines) { self.lines = lines }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
      get { metadata[key] }
      set { metadata[key] = newValue }
    }

    func log(event: LogEvent) { lines.add("\(event.message) \((event.metadata ?? [:]).sorted { $0.key < $1.key }.map { "\($0)=\($1)" }.joined(separator: " "))") }
  }
}
