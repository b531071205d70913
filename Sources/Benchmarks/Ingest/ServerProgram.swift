public import Foundation
import Glibc
import NIOCore
import NIOPosix

/// `gantry serve` as a process of its own, as it runs in earnest, with what is needed to find out that it serves.
public struct ServerProgram: Sendable {
  static let longestStartSeconds = 120.0
  let program: URL
  let arguments: [String]
  /// Where cameras are heard.
  let cameraPort: Int
  /// The file that its standard error goes to.
  let words: URL

  /// - Parameters:
  ///   - program: the executable.
  ///   - arguments: with the configuration that names the port.
  ///   - cameraPort: where its camera listener will be on 127.0.0.1.
  ///   - words: a file for what it says; made here.
  public init(program: URL, arguments: [String], cameraPort: Int, words: URL) {
    self.program = program
    self.arguments = arguments
    self.cameraPort = cameraPort
    self.words = words
  }

  /// Starts it and waits until it serves.
  /// - Throws: ``BenchmarkFault/serverEnded(status:lastWords:)`` or ``BenchmarkFault/serverSlow(_:)``; then no process is left.
  public func start() async throws -> RunningServer {
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    try Data().write(to: words)
    process.standardError = try FileHandle(forWritingTo: words)
    let begun = ContinuousClock.now
    try Self.run(process)
    let server = RunningServer(process, words: words)
    do {
      while try await !isServing() {
        try server.expectRunning()
        guard ContinuousClock.now - begun < .seconds(Self.longestStartSeconds) else {
          throw BenchmarkFault.serverSlow("does not serve after \(Self.longestStartSeconds.written) seconds")
        }
        try await Task.sleep(for: .milliseconds(5))
      }
    } catch {
      server.kill()
      throw error
    }
    server.startSeconds = (ContinuousClock.now - begun) / .seconds(1)
    return server
  }

  /// Starts a process that hears signals. Threads that work for everybody hold them back, and a child would inherit that: it could not be told to
  /// end.
  private static func run(_ process: Process) throws {
    var none = sigset_t()
    var before = sigset_t()
    sigemptyset(&none)
    pthread_sigmask(SIG_SETMASK, &none, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    try process.run()
  }

  private func isServing() async throws -> Bool {
    do {
      // One request on one connection.
      let figures = try await LoadGenerator(port: cameraPort).run(LoadPlan(pace: .requestsPerSecond(1), seconds: 1, connections: 1)) { _ in
        RepeatedRequest(getting: "/healthz")
      }
      return figures.accepted == 1
    } catch BenchmarkFault.unreachable {
      return false
    }
  }

  /// Ports of 127.0.0.1 that nobody listens on at the moment.
  public static func freePorts(_ count: Int) async throws -> [Int] {
    var channels: [any Channel] = []
    for _ in 0..<count {
      channels.append(try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup).bind(host: "127.0.0.1", port: 0).get())
    }
    let ports = channels.compactMap { $0.localAddress?.port }
    for channel in channels { try await channel.close() }
    return ports
  }
}
