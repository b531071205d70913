public import Foundation
import Storage
public import Traffic

/// Passes in over HTTP: how many a second, how soon answered, and in how much memory and space, by a server that shares this machine's processor
/// with those that send.
public struct IngestBenchmark: Sendable {
  /// What the largest network of plate readers there is takes in: 20 billion a month.
  static let largestNetworkPerSecond = 7_700.0
  /// Twice that: what one machine is to do.
  static let goalPerSecond = 15_000.0
  /// How long the empty handler is measured.
  static let ceilingSeconds = 5.0
  /// Numbers of captures that each load has for itself.
  static let numbersPerLoad = 300_000_000

  let server: ServerProgram
  let cameras: [(id: CameraID, key: String)]
  let archive: URL
  let seconds: Double
  let connections: Int

  /// - Parameters:
  ///   - server: with these cameras enrolled, with keyholders and their keys for today, and without a pass.
  ///   - archive: the folder its passes will rest in.
  ///   - seconds: how long each of three loads lasts.
  ///   - connections: how many senders there are at a time.
  /// - Throws: ``BenchmarkFault/unusable(_:)``.
  public init(server: ServerProgram, cameras: [(id: CameraID, key: String)], archive: URL, seconds: Double, connections: Int) throws(BenchmarkFault) {
    guard !cameras.isEmpty, (1...10_000).contains(connections), seconds > 0, seconds <= 3600 else {
      throw .unusable("At least one camera, 1 to 10000 connections and 1 to 3600 seconds can be measured with.")
    }
    self.server = server
    self.cameras = cameras
    self.archive = archive
    self.seconds = seconds
    self.connections = connections
  }

  /// - Parameter progress: is told what begins.
  /// - Throws: ``BenchmarkFault``: also where a request was not taken, or where not exactly what was acknowledged is stored.
  public func run(progress: @Sendable (String) -> Void) async throws -> IngestReport {
    let running = try await server.start()
    let loads: Loads
    do {
      loads = try await load(running, progress)
      progress("the server ends and sorts what it has")
      try await running.stop()
    } catch {
      running.kill()
      throw error
    }
    let days = try PassArchive(folder: archive).days()
    let stored = days.reduce(0) { $0 + $1.passes }
    guard stored == loads.accepted else { throw BenchmarkFault.countsDiffer(acknowledged: loads.accepted, stored: stored) }
    return IngestReport(loads, of: self, bytes: days.reduce(0) { $0 + $1.byteCount })
  }

  /// What the loads showed.
  struct Loads: Sendable {
    var ceiling: LoadFigures
    var steady: LoadFigures
    var residentBytes: Int
    var greatest: LoadFigures
    var rate: Double
    var timed: LoadFigures

    var accepted: Int { steady.accepted + greatest.accepted + timed.accepted }
  }

  /// The memory is measured first, so that what a greater load left behind is not counted in.
  private func load(_ running: RunningServer, _ progress: @Sendable (String) -> Void) async throws -> Loads {
    let generator = try LoadGenerator(port: server.cameraPort)
    progress("the ceiling: an empty handler, as fast as it answers")
    let empty = LoadPlan(pace: .asFastAsAnswered, seconds: min(seconds, Self.ceilingSeconds), connections: connections)
    let ceiling = try await generator.run(empty) { _ in RepeatedRequest(getting: "/healthz") }
    try Self.expectTaken(ceiling)
    progress("\(Self.largestNetworkPerSecond.written) passes a second: memory")
    let memory = MemoryWatch(running)
    let steady = try await passes(.requestsPerSecond(Self.largestNetworkPerSecond), load: 0, generator)
    let resident = await memory.most()
    progress("passes, as fast as they are answered")
    let greatest = try await passes(.asFastAsAnswered, load: 1, generator)
    let rate = min(Self.goalPerSecond, (greatest.perSecond * 0.7).rounded())
    progress("\(rate.written) passes a second: latency")
    let timed = try await passes(.requestsPerSecond(rate), load: 2, generator)
    return Loads(ceiling: ceiling, steady: steady, residentBytes: resident, greatest: greatest, rate: rate, timed: timed)
  }

  private func passes(_ pace: LoadPlan.Pace, load: Int, _ generator: LoadGenerator) async throws -> LoadFigures {
    let (cameras, step) = (cameras, connections)
    let figures = try await generator.run(LoadPlan(pace: pace, seconds: seconds, connections: connections)) { connection in
      let camera = cameras[connection % cameras.count]
      return CaptureRequests(camera: camera.id.rawValue, key: camera.key, first: load * Self.numbersPerLoad + connection, step: step)
    }
    try Self.expectTaken(figures)
    return figures
  }

  private static func expectTaken(_ figures: LoadFigures) throws(BenchmarkFault) {
    guard figures.failed > 0 else { return }
    let refusals = figures.answers.sorted { $0.key < $1.key }.map { "\($1) answered \($0)" }
    let how = refusals + ["\(figures.broken) connections broke", "\(figures.unanswered) never answered"]
    throw .refused(failed: figures.failed, of: figures.accepted + figures.failed, how: how.joined(separator: ", "))
  }
}
