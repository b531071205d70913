public import Foundation
public import Traffic

/// Drives the virtual country in real time: its cameras send what they see to a running camera listener until the task is cancelled.
///
/// Never more than one picture is being drawn and never more than ``mostRequests`` messages are under way; what does not fit is left out and
/// counted, as a camera with a full buffer would.
public struct RoadSimulator: Sendable {
  /// Messages under way at once.
  static let mostRequests = 16
  /// Seconds between two reports of one junction's signals.
  static let signalReportSeconds = 20.0
  /// Seconds between two heartbeats of one camera.
  static let heartbeatSeconds = 60.0
  static let firstHeartbeatSeconds = 5.0

  /// Counts what was sent.
  public let tally = SendingTally()

  private let country: Country
  private let pace: Pace
  private let keys: [CameraID: String]
  private let client: CameraClient
  private let darkroom = DarkroomQueue(mostEvidence: 24, mostStills: 2)

  /// - Parameters:
  ///   - country: who drives where.
  ///   - keys: the key of every camera of the country, as enrolled.
  ///   - cameraListener: address of the camera listener, such as `http://127.0.0.1:8081`.
  ///   - pace: how dense the traffic is.
  public init(country: Country, keys: [CameraID: String], cameraListener: URL, pace: Pace = .demo) {
    self.country = country
    self.keys = keys
    self.pace = pace
    client = CameraClient(listener: cameraListener, keys: keys)
  }

  /// Runs until cancelled.
  /// - Throws: ``SimulatorError`` where a camera has no key or pictures and clips cannot be made. A listener that is away is no error: cameras
  ///   keep trying.
  public func run() async throws {
    for camera in country.cameras where keys[camera.id] == nil { throw SimulatorError.keyMissing(camera.id.rawValue) }
    let photographer = Photographer(country: country, renderer: try SceneRenderer())
    let start = Date()
    do {
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await driveTraffic(from: start, seenBy: photographer) }
        // Two, so that one draws while the other's clip is encoded or sent.
        for _ in 0..<2 { group.addTask { try await developPictures(photographer) } }
        group.addTask { try await reportSignals(from: start) }
        group.addTask { try await patrol() }
        group.addTask { try await sendHeartbeats() }
        try await group.waitForAll()
      }
    } catch is CancellationError {
      return
    }
  }

  /// Waits for each passage's moment and hands it to whoever shows it.
  private func driveTraffic(from start: Date, seenBy photographer: Photographer) async throws {
    var flow = TrafficFlow(country: country, from: start, pace: pace)
    var lastStill = Date.distantPast
    try await withThrowingTaskGroup(of: Void.self) { group in
      var underway = 0
      while true {
        let passage = flow.next()
        try await Self.sleep(until: passage.at)
        guard let order = order(for: passage, lastStill: &lastStill) else {
          guard let sighting = photographer.read(passage), sighting.read != nil else { continue }
          if underway >= Self.mostRequests {
            try await group.next()
            underway -= 1
          }
          group.addTask { try await send(sighting) }
          underway += 1
          continue
        }
        if await !darkroom.add(order) { await tally.noteLeftOut() }
      }
    }
  }

  /// Which pictures a passage deserves; `nil` where the camera sends its read alone.
  ///
  /// A real camera sends a picture with every pass. Drawing costs more than photographing, so that here only those are drawn that somebody will look
  /// at: offences, vehicles with something wrong about their papers, and what cameras without a reader see.
  private func order(for passage: Passage, lastStill: inout Date) -> DarkroomQueue.Order? {
    if passage.offence != nil { return .evidence(passage) }
    guard let mounted = country.banks[passage.bank].camera(forTravelDegrees: passage.travelDegrees) else { return nil }
    let papers = country.vehicles[passage.vehicle].papers
    // A dispatcher confirms a hit by eye, so that a stolen vehicle never comes without its picture.
    if papers == .stolen { return .still(passage) }
    guard papers != .valid || !mounted.camera.readsPlates, passage.at.timeIntervalSince(lastStill) >= pace.secondsBetweenStills else { return nil }
    lastStill = passage.at
    return .still(passage)
  }

  /// Draws what is ordered, one after another, and sends it.
  private func developPictures(_ photographer: Photographer) async throws {
    while true {
      try Task.checkCancellation()
      guard let order = await darkroom.take() else {
        try await Task.sleep(for: .milliseconds(100))
        continue
      }
      let sighting = switch order {
      case .still(let passage): try await photographer.still(passage)
      case .evidence(let passage): try await photographer.evidence(passage)
      }
      if let sighting { try await send(sighting) }
    }
  }

  /// Each junction tells its signal changes in turn, so that reports come evenly.
  private func reportSignals(from start: Date) async throws {
    let junctions = country.banks.filter { $0.signals != nil }
    guard !junctions.isEmpty else { return }
    var told = junctions.map { _ in start.addingTimeInterval(-SignalPlan.cycle) }
    var turn = 0
    while true {
      let index = turn % junctions.count
      let now = Date()
      let phases = junctions[index].signals?.phases(from: told[index], to: now) ?? []
      if let camera = junctions[index].mounted.first?.camera.id, !phases.isEmpty {
        try await post(hasPictures: false) { try await client.send(phases, from: camera) }
      }
      told[index] = now
      turn += 1
      // The first round goes faster: a red-light case needs the phases that were before it.
      let round = turn < junctions.count ? 3 : Self.signalReportSeconds
      try await Task.sleep(for: .seconds(round / Double(junctions.count)))
    }
  }

  /// Every camera says that it is alive, in turn; the first round goes fast, as after a power cut.
  private func sendHeartbeats() async throws {
    let cameras = country.cameras
    var round = Self.firstHeartbeatSeconds
    while !cameras.isEmpty {
      for camera in cameras {
        try await post(hasPictures: false) { try await client.send(EncodedCapture(heartbeatOf: camera, at: Date()), from: camera.id) }
        try await Task.sleep(for: .seconds(round / Double(cameras.count)))
      }
      round = Self.heartbeatSeconds
    }
  }

  /// Patrol cars meet vehicles that live around there.
  private func patrol() async throws {
    var chance = SeededRandom(seed: country.seed, of: "patrol")
    while !country.patrols.isEmpty {
      try await Task.sleep(for: .seconds(min(30, chance.pause(rate: pace.passesPerSecond / 20))))
      let car = country.patrols[chance.below(country.patrols.count)]
      let near = country.vehicles.indices.filter { country.banks[country.vehicles[$0].home].site.district == car.site.district }
      guard !near.isEmpty else { return }
      try await send(car.sighting(of: country.vehicles[near[chance.below(near.count)]], at: Date(), chance: &chance))
    }
  }

  private func send(_ sighting: Sighting) async throws {
    let message = try EncodedCapture(sighting)
    try await post(hasPictures: !sighting.pictures.isEmpty) { try await client.send(message, from: sighting.camera.id) }
  }

  /// Sends and counts; what the network or the listener refuses is counted and no reason to stop.
  private func post(hasPictures: Bool, _ send: () async throws -> CameraClient.Answer) async throws {
    do {
      await tally.note(try await send(), hadPictures: hasPictures)
    } catch let error as SimulatorError {
      throw error
    } catch {
      try Task.checkCancellation()
      await tally.noteFailure()
    }
  }

  private static func sleep(until time: Date) async throws {
    let wait = time.timeIntervalSinceNow
    if wait > 0 { try await Task.sleep(for: .seconds(wait)) } else { try Task.checkCancellation() }
  }
}
