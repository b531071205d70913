import CameraProtocols
import Foundation
import Logging
import Recognition
import Traffic

/// Turns what was seen in a stream into captures and hands them to the intake, as often as it takes: what was seen is not lost because the intake
/// is full.
struct SightingDesk: Sendable {
  /// How long after its last picture a recorded file may still be incomplete: its own length, and a key frame that is late.
  private static let recordingLag = Duration.seconds(2 * ClipRoom.segmentSeconds + 2)

  let parts: OfficeParts
  let intake: Intake
  let cut: Cut

  /// Cuts a part of a stream out of what was recorded of it, waiting so long until it is all there.
  typealias Cut = @Sendable (SegmentRing, _ range: ClosedRange<Duration>, _ wait: Duration) async throws -> Data

  /// Returns once the sighting is durable, or the watch ends.
  func takeIn(_ sighting: Sighting, of order: WatchOrder, recordedIn ring: SegmentRing?) async {
    let id = UUID()
    do {
      let clip = await clip(of: sighting, order: order, ring: ring)
      var body = try SightingBody(sighting, id: id, order: order, clip: clip)
      if clip != nil, body.bytes.count > parts.configuration.intake.maximumBodyBytes {
        parts.logger.warning("clip left out: with it the capture is larger than intake.maximum_body", metadata: ["camera": "\(order.camera)"])
        body = try SightingBody(sighting, id: id, order: order, clip: nil)
      }
      await hand(in: body, of: order)
    } catch {
      parts.logger.error("sighting could not be written down", metadata: ["camera": "\(order.camera)", "error": "\(error)"])
    }
  }

  /// The act as a clip, and where in the video it begins (at the key frame before, to be exact). `nil` where there was no act, or no clip can be
  /// made: then the stills alone prove it.
  private func clip(of sighting: Sighting, order: WatchOrder, ring: SegmentRing?) async -> (mp4: Data, from: Duration)? {
    guard let crossing = sighting.crossing, let ring else { return nil }
    let half = parts.configuration.video.clip / 2
    let range = max(.zero, crossing.at - half)...(crossing.at + half)
    do {
      do {
        return (try await cut(ring, range, half + Self.recordingLag), range.lowerBound)
      } catch is CancellationError {
        // A stop ends the waiting and not the cutting, which takes a second: the clip ends where the recording does.
        return (try await Task { try await cut(ring, range, .zero) }.value, range.lowerBound)
      }
    } catch {
      parts.logger.warning("no clip of a crossing", metadata: ["camera": "\(order.camera)", "reason": "\(error)"])
      return nil
    }
  }

  private func hand(in body: SightingBody, of order: WatchOrder) async {
    guard let camera = parts.directory.camera(order.camera) else { return }
    while true {
      let answer = await intake.receive(CameraPost(camera: camera, contentType: body.contentType, body: body.bytes, receivedAt: parts.now()))
      guard answer.status == 503 else { return }
      parts.logger.notice("a sighting waits: the intake takes nothing now", metadata: ["camera": "\(order.camera)"])
      do {
        try await Task.sleep(for: .seconds(Double.random(in: 1...3)))
      } catch {
        return parts.logger.error("a sighting is lost: the watch ended before the intake took it", metadata: ["camera": "\(order.camera)"])
      }
    }
  }
}
