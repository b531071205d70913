import Access
import NIOCore
import Traffic

/// Remembers what was told to one page, so that only what is new is told.
struct EventTeller: Sendable {
  /// Every so many seconds the stream proves that it lives, and the session is looked at again.
  private static let heartbeatSeconds = 15

  /// Whether the session has ended, and with it the stream.
  private(set) var isOver = false
  private let stream: EventStream
  private var counts: CountsNews?
  private var conditions: [CameraID: CameraCondition]
  private var second = 0

  init(_ stream: EventStream) async throws {
    self.stream = stream
    conditions = try stream.conditions()
  }

  mutating func frames(for event: LiveEvent) async throws -> [ByteBuffer] {
    if let site = event.site, SiteID(rawValue: site).map(stream.visit.area.contains) != true { return [] }
    switch event {
    case .pass(let sighting):
      guard stream.wants(.passes, .watchLive) else { return [] }
      return [try EventFrame.event(event.name, PassRow(sighting, clock: stream.visit.office.surroundings.clock(of: sighting)))]
    case .hit(let sighting):
      guard stream.wants(.hits, .decideHits), let card = try stream.card(sighting.id) else { return [] }
      return [try EventFrame.event(event.name, card)]
    case .hitDecided(let decided):
      return stream.wants(.hits, .decideHits) ? [try EventFrame.event(event.name, HitOutcome(decided))] : []
    case .caseChanged:
      // Told as a count with the next second.
      return []
    }
  }

  mutating func framesForSecond() async throws -> [ByteBuffer] {
    second += 1
    var frames = try await countFrames()
    guard second % Self.heartbeatSeconds == 0 else { return frames }
    guard try await stream.isStillWelcome() else {
      isOver = true
      return []
    }
    frames += try cameraFrames()
    return frames.isEmpty ? [EventFrame.heartbeat] : frames
  }

  private mutating func countFrames() async throws -> [ByteBuffer] {
    guard stream.topics.contains(.counts) else { return [] }
    let office = stream.visit.office
    let rate = stream.topics.contains(.passes) ? office.parts.traffic.passesPerMinute(at: stream.visit.now, within: stream.visit.area) : nil
    let news = CountsNews(try await office.waiting.current(within: stream.visit.area), passesPerMinute: rate, for: stream.person)
    guard news != counts else { return [] }
    counts = news
    return [try EventFrame.event("counts", news)]
  }

  private mutating func cameraFrames() throws -> [ByteBuffer] {
    guard stream.wants(.camera, .watchLive) || stream.wants(.camera, .manageCameras) else { return [] }
    let now = try stream.conditions()
    let news = now.filter { conditions[$0.key] != $0.value }
    conditions = now
    return try news.sorted { $0.key < $1.key }.map { try EventFrame.event("camera", try stream.news(of: $0.key, $0.value)) }
  }
}
