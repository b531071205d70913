import Foundation
import Logging
import Recognition
import Storage
import Traffic

/// Watches one stream: connects, takes in what is seen, and connects again, for as long as its task runs.
struct StreamWatch: Sendable {
  /// A connection that held for this long was a good one, so the next try comes soon.
  private static let steady = Duration.seconds(30)
  /// A camera that refused the password locks its user out if it is asked again and again.
  private static let afterRefusal = Duration.seconds(600)

  let order: WatchOrder
  let parts: OfficeParts
  let desk: SightingDesk
  let makeReader: MakeReader
  /// `nil` where no clips can be made.
  let room: ClipRoom?

  /// Makes the reader of one connection, over the plate reader through which it has to look at frames.
  typealias MakeReader = @Sendable (any PlateReader) -> any SightingReader

  func run(_ reader: any PlateReader) async {
    var backoff = Backoff()
    var recordsClips = order.marks != nil
    parts.logger.info("stream watched", metadata: ["camera": "\(order.camera)", "host": "\(order.address.host)"])
    parts.frames.note(.connecting, of: order.camera)
    while !Task.isCancelled {
      let pulse = pulse()
      var wait = backoff.next()
      do {
        try await connect(reader, pulse: pulse, ring: recordsClips ? try room?.ring(for: order.camera) : nil)
      } catch is CancellationError {
        break
      } catch {
        if case VideoFault.unreachable(_, .unauthorised) = error { wait = Self.afterRefusal }
        if case VideoWatchFault.ringTooLarge = error { recordsClips = false }
        lost("\(error)")
      }
      if pulse.age >= Self.steady { backoff.reset() }
      try? await Task.sleep(for: wait)
    }
    try? room?.clear(order.camera)
    parts.logger.info("stream no longer watched", metadata: ["camera": "\(order.camera)"])
  }

  /// One connection: returns once the stream has ended and all that was seen in it has been taken in. Only then may its ring be emptied.
  private func connect(_ reader: any PlateReader, pulse: Pulse, ring: SegmentRing?) async throws {
    let backlog = Backlog()
    let tap = FrameTap(reader: reader, board: parts.frames, pulse: pulse, camera: order.camera, now: parts.now)
    let hint = ReadingHint(region: order.region)
    let sightings = makeReader(tap).sightings(in: .stream(order.address), hint: hint, marks: order.marks, recording: ring)
    var fault: (any Error)?
    try await withThrowingDiscardingTaskGroup { group in
      if let room, let ring { group.addTask { try await keepSmall(ring, in: room, while: backlog) } }
      do {
        for try await sighting in sightings {
          backlog.add()
          group.addTask {
            await desk.takeIn(sighting, of: order, recordedIn: ring)
            backlog.remove()
          }
          // The video goes on meanwhile and frames are passed over; what was seen is kept.
          try await backlog.waitForRoom()
        }
      } catch {
        fault = error
      }
      backlog.close()
    }
    if let fault { throw fault }
  }

  private func keepSmall(_ ring: SegmentRing, in room: ClipRoom, while backlog: Backlog) async throws {
    while !backlog.isClosed {
      try room.trim(ring)
      try await Task.sleep(for: .seconds(1))
    }
  }

  private func pulse() -> Pulse {
    Pulse { instant in
      parts.frames.note(.watching, of: order.camera)
      do {
        try await parts.store.noteHeartbeat(of: order.camera, at: instant)
      } catch {
        parts.logger.error("heartbeat not noted", metadata: ["camera": "\(order.camera)", "error": "\(error)"])
      }
    }
  }

  private func lost(_ reason: String) {
    parts.frames.note(.lost(reason), of: order.camera)
    parts.logger.warning("stream lost", metadata: ["camera": "\(order.camera)", "reason": "\(reason)"])
  }
}
