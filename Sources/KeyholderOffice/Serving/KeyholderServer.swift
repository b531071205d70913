public import Foundation
import Hummingbird
public import Logging
import ServiceLifecycle
import UnixSignals
import WebReception

/// A running keyholder: what programs ask of it, the judge's pages, and the daily work. Listens on loopback alone; whoever lets others reach it puts
/// a proxy with TLS and an allowlist in front.
public struct KeyholderServer: Sendable {
  public struct Settings: Sendable {
    /// 0 takes any that is free.
    public var port: Int
    /// The address people type; with `https` cookies and browsers are held to it.
    public var address: String
    /// Gantry's `Web` folder, with `keyholder` and `static` in it.
    public var web: URL
    /// End when standard input does, so that no keyholder outlives the process that started it.
    public var untilStandardInputCloses: Bool

    public init(port: Int, address: String? = nil, web: URL, untilStandardInputCloses: Bool = false) {
      self.port = port
      self.address = address ?? "http://127.0.0.1:\(port)"
      self.web = web
      self.untilStandardInputCloses = untilStandardInputCloses
    }
  }

  private let desk: KeyholderDesk
  private let settings: Settings
  private let started: @Sendable (Int) -> Void

  /// Reads the pages. Nothing listens yet.
  /// - Parameters:
  ///   - logger: gets one line an event, never a plate, name or key.
  ///   - started: told the port once it listens.
  /// - Throws: ``TemplateFault`` where a page is missing.
  public init(_ open: OpenKeyholder, settings: Settings, logger: Logger, started: @escaping @Sendable (Int) -> Void = { _ in }) throws {
    desk = try KeyholderDesk(open, web: settings.web, address: settings.address, logger: logger, now: { Date() })
    self.settings = settings
    self.started = started
  }

  /// Runs until it is told to stop (SIGTERM, SIGINT, cancellation, or the end of standard input where that was wanted).
  /// - Throws: `KeyholdingFault` where the disk failed: start it again once the disk is well.
  public func run() async throws {
    let work = DailyWork(open: desk.open, logger: desk.logger, now: desk.now)
    // Before anybody is answered: what a stop left undone, and keys whose time came meanwhile.
    try await work.work()
    let pages = Application(
      router: desk.router(), configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: settings.port), serverName: nil),
      onServerRunning: { [started] channel in started(channel.localAddress?.port ?? 0) }, logger: desk.logger)
    var services: [ServiceGroupConfiguration.ServiceConfiguration] = [.init(service: desk.alarm), .init(service: work), .init(service: pages)]
    if settings.untilStandardInputCloses {
      services.append(.init(service: StandardInputWatch(), successTerminationBehavior: .gracefullyShutdownGroup))
    }
    let group = ServiceGroup(configuration: .init(services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: desk.logger))
    try await group.run()
  }
}
