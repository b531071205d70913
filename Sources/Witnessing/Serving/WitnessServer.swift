import Foundation
import Hummingbird
public import Logging
import ServiceLifecycle
public import TransparencyLog
import UnixSignals
import WebReception

/// A running witness. Listens on loopback alone; whoever lets others reach it puts a proxy with TLS in front.
public struct WitnessServer: Sendable {
  public struct Settings: Sendable {
    /// A name or number of this machine for itself.
    public var host: String
    /// 0 takes any that is free.
    public var port: Int
    /// End when standard input does, so that no witness outlives the process that started it.
    public var untilStandardInputCloses: Bool
    /// Where the watched logs are served, to be read whole again and again; `nil` only signs.
    public var reads: String?
    /// From one reading to the next.
    public var readsEvery = Duration.seconds(3600)

    public init(host: String = "127.0.0.1", port: Int, untilStandardInputCloses: Bool = false, reads: String? = nil) {
      self.reads = reads
      self.host = host
      self.port = port
      self.untilStandardInputCloses = untilStandardInputCloses
    }
  }

  private let routes: WitnessRoutes
  private let settings: Settings
  private let patrol: LogPatrol?
  private let started: @Sendable (Int) -> Void

  /// Opens the witness. Nothing listens yet.
  /// - Parameters:
  ///   - logger: gets one line for what an operator has to look at, never a key.
  ///   - started: told the port once it listens.
  /// - Throws: ``WitnessingFault`` for a folder that is no witness's, or an address that others could reach; `TransparencyFault/inUse`.
  public init(_ folder: WitnessFolder, settings: Settings, logger: Logger, started: @escaping @Sendable (Int) -> Void = { _ in }) throws {
    guard Self.isLoopback(settings.host) else {
      throw WitnessingFault.unusable("\(settings.host) is not a loopback address; put a TLS proxy in front and listen on 127.0.0.1.")
    }
    routes = WitnessRoutes(witness: try folder.open(), logs: try folder.logs(), logger: logger, now: { Date() })
    patrol = settings.reads.map { [logs = routes.logs] address in
      LogPatrol(logs: logs, findings: folder.findings, interval: settings.readsEvery, logger: logger, now: { Date() }) {
        try await LogDownload(address).shards(isWhole: true)
      }
    }
    self.settings = settings
    self.started = started
  }

  /// The witness's key.
  public var key: NoteKey { routes.witness.key }

  /// Runs until it is told to stop (SIGTERM, SIGINT, cancellation, or the end of standard input where that was wanted).
  public func run() async throws {
    let listener = Application(
      router: routes.router(), configuration: ApplicationConfiguration(address: .hostname(settings.host, port: settings.port), serverName: nil),
      onServerRunning: { [started] channel in started(channel.localAddress?.port ?? 0) }, logger: routes.logger)
    var services: [ServiceGroupConfiguration.ServiceConfiguration] = [.init(service: listener)]
    if let patrol { services.append(.init(service: patrol)) }
    if settings.untilStandardInputCloses {
      services.append(.init(service: StandardInputWatch(), successTerminationBehavior: .gracefullyShutdownGroup))
    }
    try await ServiceGroup(configuration: .init(services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: routes.logger)).run()
  }

  private static func isLoopback(_ host: String) -> Bool {
    host == "localhost" || host == "::1" || host.wholeMatch(of: /127(\.[0-9]{1,3}){3}/) != nil
  }
}
