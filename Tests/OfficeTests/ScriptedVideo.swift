import Foundation
import Recognition
import Synchronization
import Traffic

@testable import Office

/// Video streams that show what a test says, in place of ffmpeg and a camera: one connection after the other, and then one in which nothing happens.
final class ScriptedVideo: Sendable {
  /// What one connection shows.
  struct Connection: Sendable {
    var frames = 1
    var sightings: [Sighting] = []
    /// Ends the connection; `nil` leaves it open until nobody watches any more.
    var fault: VideoFault?
  }

  struct Asked: Sendable {
    var source: VideoSource
    var marks: VideoMarks?
    var recording: SegmentRing?
  }

  private let connections: Mutex<[Connection]>
  private let askedFor = Mutex<[Asked]>([])
  private let open = Mutex(0)

  init(_ connections: Connection...) { self.connections = Mutex(connections) }

  /// What was asked for, connection by connection.
  var asked: [Asked] { askedFor.withLock { $0 } }
  /// How many connections are open now.
  var openCount: Int { open.withLock { $0 } }

  @Sendable func reader(_ plates: any PlateReader) -> any SightingReader { Reader(video: self, plates: plates) }

  private struct Reader: SightingReader {
    let video: ScriptedVideo
    let plates: any PlateReader

    func sightings(
      in source: VideoSource, hint: ReadingHint, marks: VideoMarks?, recording: SegmentRing?
    ) -> AsyncThrowingStream<Sighting, any Error> {
      video.askedFor.withLock { $0.append(Asked(source: source, marks: marks, recording: recording)) }
      let connection = video.connections.withLock { $0.isEmpty ? Connection() : $0.removeFirst() }
      return AsyncThrowingStream { continuation in
        video.open.withLock { $0 += 1 }
        let playing = Task {
          do {
            for _ in 0..<connection.frames { _ = try await plates.read(TestPicture.jpeg, hint: hint) }
          } catch {
            return continuation.finish(throwing: error)
          }
          for sighting in connection.sightings { continuation.yield(sighting) }
          if let fault = connection.fault { continuation.finish(throwing: fault) }
        }
        continuation.onTermination = { [video] _ in
          playing.cancel()
          video.open.withLock { $0 -= 1 }
        }
      }
    }
  }
}

extension Sighting {
  /// A vehicle of which a picture at `seconds` is the best.
  static func seen(_ plate: String = "01A123BC", at seconds: Double = 4, crossing: RedLightCrossing? = nil) -> Sighting {
    let plate = Plate(canonical: plate)!
    let box = Box(x: 0.4, y: 0.6, width: 0.1, height: 0.04)
    let read = PlateRead(
      reader: .server, raw: plate.text, plate: plate, confidence: 0.93, region: "UZ",
      candidates: [PlateCandidate(plate: plate, confidence: 0.93), PlateCandidate(plate: Plate(canonical: "01A123BO")!, confidence: 0.2)], box: box)
    return Sighting(
      plate: read, firstSeen: .seconds(seconds - 1), lastSeen: .seconds(seconds + 1), frameCount: 9, direction: .recede, best: .taken(seconds),
      crossing: crossing)
  }

  /// The same, over the line at `crossed` seconds with the lamp red since `red`.
  static func crossing(red: Double?, at crossed: Double) -> Sighting {
    seen(
      at: crossed - 0.5,
      crossing: RedLightCrossing(
        at: .seconds(crossed), redSince: red.map { .seconds($0) }, before: .taken(crossed - 0.4), onLine: .taken(crossed + 0.1),
        after: .taken(crossed + 1)))
  }
}

extension VideoFrame {
  /// A frame of a video whose first frame came ten seconds before the tests' now. Each is a JPEG of its own: after the end marker anything may
  /// follow.
  static func taken(_ seconds: Double) -> VideoFrame {
    VideoFrame(
      offset: .seconds(seconds), arrivedAt: TestOffice.now.addingTimeInterval(seconds - 10), jpeg: TestPicture.jpeg + Data("\(seconds)".utf8),
      pixelWidth: 32, pixelHeight: 32)
  }
}
