import Access
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Storage
import Traffic
import WebReception

/// The stream of events to one page, for as long as the page listens and its session lives.
struct EventStream: Sendable {
  private enum Signal: Sendable {
    case event(LiveEvent)
    case second
  }

  let visit: Visit
  let person: Person
  let topics: Set<EventTopic>

  /// - Throws: where it cannot be written down that somebody begins to watch.
  func response() async throws -> Response {
    try await enter("begun")
    let headers: HTTPFields = [.contentType: "text/event-stream; charset=utf-8"]
    return Response(status: .ok, headers: headers, body: ResponseBody { writer in
      do {
        try await tell(&writer)
      } catch {
        // Most often the page was closed.
        try await enter("ended")
        throw error
      }
      try await enter("ended")
      try await writer.finish(nil)
    })
  }

  /// Writes down that somebody begins or ceases to watch; what only counts is nobody's data.
  private func enter(_ what: String) async throws {
    guard wants(.passes, .watchLive) || wants(.hits, .decideHits), var record = visit.trail?.record else { return }
    record.at = visit.office.parts.now()
    record.detail = what
    try await visit.office.parts.store.enter(record)
  }

  private func tell(_ writer: inout any ResponseBodyWriter) async throws {
    let live = visit.office.parts.live
    let (signals, source) = AsyncStream.makeStream(of: Signal.self, bufferingPolicy: .bufferingNewest(256))
    try await withThrowingTaskGroup(of: Void.self) { group in
      defer { group.cancelAll() }
      group.addTask {
        for await event in live.listen() { source.yield(.event(event)) }
        // The office stops.
        source.finish()
      }
      group.addTask {
        while !Task.isCancelled {
          try await Task.sleep(for: .seconds(1))
          source.yield(.second)
        }
      }
      try await writer.write(EventFrame.opening)
      var teller = try await EventTeller(self)
      for await signal in signals {
        let frames: [ByteBuffer]
        switch signal {
        case .event(let event): frames = try await teller.frames(for: event)
        case .second: frames = try await teller.framesForSecond()
        }
        for frame in frames { try await writer.write(frame) }
        if teller.isOver { break }
      }
    }
  }
}

extension EventStream {
  func wants(_ topic: EventTopic, _ permission: Permission) -> Bool { topics.contains(topic) && person.may(permission) }

  func card(_ id: String) throws -> HitCard? {
    guard let id = UUID(uuidString: id), let hit = try visit.beat.hit(id) else { return nil }
    return visit.office.card(of: hit)
  }

  func conditions() throws -> [CameraID: CameraCondition] {
    let health = try visit.office.parts.store.cameraHealth()
    let now = visit.now
    return visit.surroundings.contents.cameras.mapValues { CameraCondition($0, health: health[$0.id], now: now) }
  }

  func news(of camera: CameraID, _ condition: CameraCondition) throws -> CameraNews {
    let seen = try visit.office.parts.store.cameraHealth()[camera]?.lastReceivedAt
    return CameraNews(
      id: camera.rawValue, state: condition.rawValue, stateLabel: condition.label, lastSeenLabel: seen.map { Wording.ago($0, now: visit.now) })
  }

  /// Whether the session still lives. Watching passing traffic is use of it; a number in the corner of another page is not, or no session
  /// would ever end while a browser is open.
  func isStillWelcome() async throws -> Bool {
    guard let token = visit.office.cookie.token(in: visit.request) else { return false }
    let parts = visit.office.parts
    if topics.contains(.passes) { return try await parts.frontDoor.person(forSession: token, now: parts.now()) == person }
    guard let session = try await parts.store.session(hash: Token(presented: token).hash) else { return false }
    let limits = parts.configuration.sessions
    let now = parts.now()
    return now.timeIntervalSince(session.seenAt) < limits.idle.seconds && now.timeIntervalSince(session.startedAt) < limits.absolute.seconds
  }
}
