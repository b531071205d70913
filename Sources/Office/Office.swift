import Foundation
public import Logging
import Access
import Enforcement
import Hummingbird
import Recognition
import Sealing
import ServiceLifecycle
import Storage
import TransparencyLog
import UnixSignals

/// The running service: three listeners, the watch of video streams, the workers behind the intake, sealing, warrants, and housekeeping, started and
/// stopped together.
public struct Office: Sendable {
  private let parts: OfficeParts
  private let intake: Intake
  /// `nil` where no passes are kept.
  private let sealer: PassSealer?
  private let watch: KeyholderWatch?
  private let officeStarted: @Sendable (Int) -> Void
  private let camerasStarted: @Sendable (Int) -> Void
  private let publicStarted: @Sendable (Int) -> Void
  /// The log's key, which figures are signed with too.
  private let logSigner: NoteSigner

  /// Opens the store and loads the models. Nothing listens yet.
  /// - Parameters:
  ///   - configuration: checked settings.
  ///   - logger: gets one line an event, never a plate, name or key.
  ///   - officeStarted: told the port on which pages are served.
  ///   - camerasStarted: told the port on which cameras are heard.
  ///   - publicStarted: told the port on which the public page is served.
  /// - Throws: `StorageFault` or `RecognitionError`, each with a message for the administrator.
  public init(
    configuration: Configuration, logger: Logger, officeStarted: @escaping @Sendable (Int) -> Void = { _ in },
    camerasStarted: @escaping @Sendable (Int) -> Void = { _ in }, publicStarted: @escaping @Sendable (Int) -> Void = { _ in }
  ) throws {
    let keys = try ServerKeys.load(file: configuration.key)
    let store = try Store(folder: configuration.data, keys: keys)
    let directory = Directory()
    try directory.refresh(from: store)
    try store.sweepOrphanObjects()
    let passes = try PassArchive(folder: configuration.passArchive)
    logSigner = try LogKeyFile(configuration.transparency.key).signer(origin: configuration.transparency.origin)
    let log = try PublicLog(
      folder: configuration.logFolder, signer: logSigner,
      awaitsWitnesses: configuration.transparency.awaitsWitnesses, logger: logger)
    let lines = KeyholderClient.lines(to: configuration.sealing)
    let warrants = WarrantDesk(
      store: store, terms: WarrantTerms(configuration), passes: passes, lines: lines, log: log, logger: logger, now: { Date() })
    parts = OfficeParts(
      configuration: configuration, store: store, passes: passes, log: log, warrants: warrants,
      reader: try Self.reader(configuration.recognition, logger: logger),
      frontDoor: FrontDoor(store: store, as: configuration),
      agency: try AgencyDesk(configuration), live: LiveEvents(),
      directory: directory, logger: logger, now: { Date() })
    sealer = parts.makeSealer()
    watch = configuration.sealing.holders.map { [parts] in KeyholderWatch(parts: parts, holders: $0, lines: lines) }
    intake = Intake(
      parts: parts, line: WaitingLine(), signals: SignalBoard(), judge: Judge(rulebook: configuration.rules), sealer: sealer,
      recent: RecentCaptures(now: Date()))
    self.officeStarted = officeStarted
    self.camerasStarted = camerasStarted
    self.publicStarted = publicStarted
  }

  /// Runs until it is told to stop (SIGTERM, SIGINT, or cancellation). Stopping takes in nothing more, finishes what is being judged, and leaves
  /// the rest in the inbox.
  public func run() async throws {
    try await parts.recoverPasses()
    let configuration = parts.configuration
    let logger = parts.logger
    let people = try Listener(configuration.office, name: "office", limits: .office, logger: logger)
    let road = try Listener(configuration.cameras, name: "cameras", limits: .cameras, policy: TLSPolicy(speaksHTTP2: false, client: .offered(CameraPeers(parts: parts))),
      logger: logger)
    let visitors = try Listener(configuration.publicListener, name: "public", limits: .visitors, logger: logger)
    let router = CameraRouter(parts: parts, intake: intake)
    let listeners: [any Service] = [
      people.application(try OfficeRouter(parts: parts).build(), logger: logger, started: officeStarted),
      road.application(router.build(), handlers: router.handlers, logger: logger, started: camerasStarted),
      visitors.application(try PublicRouter(parts: parts, signer: logSigner).build(), logger: logger, started: publicStarted),
    ]
    let certificates = [people, road, visitors].flatMap(\.services)
    let workers = IntakeWorkers(intake: intake, count: parts.configuration.intake.workers, logger: parts.logger)
    let group = ServiceGroup(
      configuration: .init(
        services: sealingServices + [
          // Stopped from the last to the first: streams end before the listener that waits for them, and workers outlive what feeds them.
          .init(service: FiguresClerk(parts: parts)), .init(service: workers), .init(service: Housekeeping(parts: parts)),
          .init(service: videoWatch()),
        ] + (certificates + listeners).map { .init(service: $0) } + [.init(service: LivePages(live: parts.live))],
        gracefulShutdownSignals: [.sigterm, .sigint], logger: parts.logger))
    try await group.run()
  }

  /// Stopped last: until then passes are sealed.
  private var sealingServices: [ServiceGroupConfiguration.ServiceConfiguration] {
    // The courier carries what the others tell of their last acts.
    var services: [any Service] = [LogCourier(parts), KeyUpkeep(parts: parts), UnsealingClock(parts: parts)]
    if let sealer { services.append(EpochClock(sealer: sealer, now: parts.now)) }
    if let warrants = parts.warrants { services.append(warrants) }
    if let watch { services.append(watch) }
    if let rounds = WitnessRounds(parts) { services.append(rounds) }
    return services.map { .init(service: $0) }
  }

  private func videoWatch() -> VideoWatch {
    let video = parts.configuration.video
    let cutter = ClipCutter(ffmpeg: video.ffmpeg)
    return VideoWatch(
      parts: parts, intake: intake,
      makeReader: { VideoReader(reader: $0, framesPerSecond: Double(video.framesPerSecond), ffmpeg: video.ffmpeg) },
      cut: { try await cutter.clip(of: $0, in: $1, wait: $2) })
  }

  /// The plate reader, or `nil` where no models are installed. Models that are there but cannot be loaded stop the start: a reader that is
  /// silently missing would leave cameras unread for weeks.
  private static func reader(_ configuration: Configuration.Recognition, logger: Logger) throws -> (any PlateReader)? {
    guard let models = configuration.models, let runtime = configuration.onnxRuntime else {
      logger.warning("no plate reader: models or ONNX Runtime are not installed; pictures will not be read")
      return nil
    }
    return try Recogniser(models: models, onnxRuntime: runtime, lanes: configuration.lanes)
  }
}
