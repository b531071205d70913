import Foundation
import Traffic

/// Reads one video from its first frame to its last and gives one sighting a vehicle.
actor PassageWatch {
  private let open: @Sendable () async throws -> FrameFeed
  private let reader: any PlateReader
  private let hint: ReadingHint

  private var feed: FrameFeed?
  private var tracker: PlateTracker
  private var light: RedLightWatch?
  private var ready: [Sighting] = []
  /// How the video ended, to be told when all sightings have been.
  private var ending: Result<Void, any Error>?

  /// - Parameter open: starts the video, when the first sighting is asked for.
  init(reader: any PlateReader, hint: ReadingHint, marks: VideoMarks?, open: @escaping @Sendable () async throws -> FrameFeed) {
    self.reader = reader
    self.hint = hint
    self.open = open
    tracker = PlateTracker(line: marks?.stopLine)
    light = marks.map { RedLightWatch($0) }
  }

  /// - Returns: the next sighting; `nil` at the video's end.
  /// - Throws: ``VideoFault``, after the sightings of what could be read; what the reader throws; `CancellationError`.
  func next() async throws -> Sighting? {
    while ready.isEmpty {
      if let ending {
        self.ending = .success(())
        try ending.get()
        return nil
      }
      do { try await advance() } catch let error as CancellationError {
        // Whoever asks again finds the end, and no second ffmpeg.
        (feed, ending) = (nil, .success(()))
        throw error
      } catch {
        finish(.failure(error))
      }
    }
    return ready.removeFirst()
  }

  private func advance() async throws {
    if feed == nil { feed = try await open() }
    guard let frame = try await feed?.next() else {
      finish(.success(()))
      return
    }
    light?.look(at: frame)
    let plates = try await plates(in: frame)
    tell(tracker.take(plates, of: frame))
    light?.settle(&tracker)
  }

  /// A frame that came damaged over the network, or that nobody has time for, is a frame without plates.
  private func plates(in frame: VideoFrame) async throws -> [PlateRead] {
    do { return try await reader.read(frame.jpeg, hint: hint).plates } catch let error as RecognitionError {
      switch error {
      case .notAPicture, .damagedPicture, .unsupportedPicture, .busy: return []
      default: throw error
      }
    }
  }

  private func finish(_ outcome: Result<Void, any Error>) {
    feed = nil
    light?.settle(&tracker, isLast: true)
    tell(tracker.finish())
    ending = outcome
  }

  private func tell(_ tracks: [PlateTrack]) { ready += tracks.compactMap(\.sighting) }
}
