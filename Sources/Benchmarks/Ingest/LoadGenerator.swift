import NIOCore
import NIOPosix

/// Puts a server on this machine under load, on one thread. Other machines are refused: they have not asked for it.
struct LoadGenerator: Sendable {
  private let address: SocketAddress

  /// - Parameters:
  ///   - host: a loopback address, 127.0.0.1 or ::1.
  ///   - port: where the server listens.
  /// - Throws: ``BenchmarkFault/notThisMachine(_:)``.
  init(host: String = "127.0.0.1", port: Int) throws(BenchmarkFault) {
    guard host == "::1" || host.hasPrefix("127."), let address = try? SocketAddress(ipAddress: host, port: port) else { throw .notThisMachine(host) }
    self.address = address
  }

  /// Carries out a plan. Ends by itself, ``LoadPlan/patienceSeconds`` after the plan's time at the latest, whatever the server does.
  /// - Parameter messages: what a connection sends, by its number.
  /// - Throws: ``BenchmarkFault/unreachable(_:)`` where the server takes no connection at the beginning; later ones are counted. `CancellationError`.
  func run(_ plan: LoadPlan, _ messages: @escaping @Sendable (Int) -> any LoadMessages) async throws -> LoadFigures {
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    do {
      let figures = try await run(plan, messages, on: group.next())
      try await group.shutdownGracefully()
      try Task.checkCancellation()
      return figures
    } catch {
      try await group.shutdownGracefully()
      throw error is IOError || error is ChannelError || error is NIOConnectionError ? BenchmarkFault.unreachable("\(address)") : error
    }
  }

  private func run(
    _ plan: LoadPlan, _ messages: @escaping @Sendable (Int) -> any LoadMessages, on loop: any EventLoop
  ) async throws -> LoadFigures {
    let run = try await loop.submit { NIOLoopBound(LoadRun(plan, on: loop) { dial($0, on: loop) }, eventLoop: loop) }.get()
    return try await withTaskCancellationHandler {
      try await loop.flatSubmit { run.value.begin(messages) }.get()
    } onCancel: {
      loop.execute { run.value.cancel() }
    }
  }

  private func dial(_ connection: LoadConnection, on loop: any EventLoop) -> EventLoopFuture<Void> {
    let connection = NIOLoopBound(connection, eventLoop: loop)
    return ClientBootstrap(group: loop)
      .channelOption(.maxMessagesPerRead, value: 1)
      .channelOption(.recvAllocator, value: FixedSizeRecvByteBufferAllocator(capacity: 4096))
      .channelOption(.tcpOption(.tcp_nodelay), value: 1)
      .connectTimeout(.seconds(2))
      .channelInitializer { channel in channel.eventLoop.makeCompletedFuture { try channel.pipeline.syncOperations.addHandler(connection.value) } }
      .connect(to: address).map { _ in }
  }
}
