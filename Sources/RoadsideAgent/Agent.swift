import Foundation
import Hummingbird
public import Logging
import NIOHTTP1
import ServiceLifecycle
import UnixSignals
import WebReception

/// A running agent: the machine beside a camera that cannot do TLS. It takes what the camera posts, hands it to the server over its own line, and
/// gives the camera the server's answer.
public struct Agent: Sendable {
  private let folder: AgentFolder
  private let settings: AgentSettings
  private let current: CurrentLine
  private let routes: AgentRoutes
  private let untilStandardInputCloses: Bool
  private let started: @Sendable (Int) -> Void
  private let logger: Logger

  /// Reads the folder. Nothing listens yet.
  /// - Parameters:
  ///   - untilStandardInputCloses: end when standard input does.
  ///   - logger: gets one line for what somebody has to look at, never a key.
  ///   - started: told the port once it listens.
  /// - Throws: ``AgentFault``.
  public init(
    _ folder: AgentFolder, untilStandardInputCloses: Bool = false, logger: Logger, started: @escaping @Sendable (Int) -> Void = { _ in }
  ) throws(AgentFault) {
    self.folder = folder
    settings = try folder.settings()
    current = try CurrentLine(settings, try folder.certificate(), try folder.key())
    routes = AgentRoutes(
      current: current, ranges: try settings.ranges, signingKey: settings.signs ? try folder.signingKey() : nil, logger: logger)
    self.untilStandardInputCloses = untilStandardInputCloses
    self.logger = logger
    self.started = started
  }

  /// Runs until it is told to stop (SIGTERM, SIGINT, or cancellation).
  public func run() async throws {
    let (host, port) = try settings.listener
    let listener = Application(
      router: routes.router(), configuration: ApplicationConfiguration(address: .hostname(host, port: port), serverName: nil),
      onServerRunning: { [started] channel in started(channel.localAddress?.port ?? 0) }, logger: logger)
    let renewal = AgentRenewal(current: current, enrolment: AgentEnrolment(folder), logger: logger, now: { Date() })
    var services: [ServiceGroupConfiguration.ServiceConfiguration] = [.init(service: renewal), .init(service: listener)]
    if untilStandardInputCloses {
      services.append(.init(service: StandardInputWatch(), successTerminationBehavior: .gracefullyShutdownGroup))
    }
    try await ServiceGroup(configuration: .init(services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)).run()
  }

  /// Whether the server answers over the agent's own line.
  /// - Throws: ``AgentFault`` with why not.
  public func checkLine() async throws(AgentFault) {
    let answer = try await current.line.send(.GET, "/healthz")
    guard answer.status == 200 else { throw .refused(status: answer.status, message: "it is not well") }
  }

  /// What the agent's certificate is.
  public var certificate: AgentCertificate { current.certificate }
}
