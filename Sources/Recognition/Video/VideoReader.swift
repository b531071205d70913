public import Foundation
public import Traffic

/// Watches a video and tells of each vehicle that passes, once.
///
/// ffmpeg decodes, as a process of its own; each frame goes through a ``PlateReader``; plates of following frames that belong together become one
/// ``Sighting``, with what all frames say voted on.
public struct VideoReader: Sendable {
  /// Frames with more pixels are refused: 8K has 33 million.
  public static let maximumPixels = 36_000_000

  private let reader: any PlateReader
  private let framesPerSecond: Double
  private let ffmpeg: URL?
  private let silence: Duration

  /// - Parameters:
  ///   - reader: reads the single frames.
  ///   - framesPerSecond: how many frames are looked at, 1 to 30. Eight see a vehicle at 90 km/h every three metres.
  ///   - ffmpeg: the program, 5.1 or newer, with ffprobe beside it; `nil` looks through `PATH`.
  ///   - silence: a stream that gives no frame for so long has failed.
  public init(reader: any PlateReader, framesPerSecond: Double = 8, ffmpeg: URL? = nil, silence: Duration = .seconds(10)) {
    self.reader = reader
    self.framesPerSecond = min(max(framesPerSecond, 1), 30)
    self.ffmpeg = ffmpeg
    self.silence = silence
  }

  /// Reads a video. Nothing happens before the first sighting is asked for, and a stream is watched only while somebody asks for the next one; the
  /// result can be gone through once. ffmpeg ends when the task is cancelled or the result is let go.
  /// - Parameters:
  ///   - source: a file, read to its end, or a stream, read until it fails.
  ///   - hint: what is known of the plates there.
  ///   - marks: stop line and lamp; where they are given, ``Sighting/crossing`` tells who crossed on red.
  ///   - recording: where the last seconds of a stream are kept for cutting clips; see ``ClipCutter``.
  /// - Returns: one sighting a vehicle, when it has left. It throws ``VideoFault`` after the sightings of what could be read; what the reader
  ///   throws, where that is not about a single picture; `CancellationError`.
  public func sightings(
    in source: VideoSource, hint: ReadingHint, marks: VideoMarks? = nil, recording: SegmentRing? = nil
  ) -> AsyncThrowingStream<Sighting, any Error> {
    let watch = PassageWatch(reader: reader, hint: hint, marks: marks) { [self] in
      if let fault = marks?.fault { throw VideoFault.badMarks(fault) }
      return try await open(source, recording: recording)
    }
    return AsyncThrowingStream { try await watch.next() }
  }

  private func open(_ source: VideoSource, recording: SegmentRing?) async throws -> FrameFeed {
    let ffmpeg = try Ffmpeg.found(ffmpeg)
    var expected: Duration?
    if case .file(let url) = source { expected = try await VideoProbe.of(url, by: ffmpeg).duration }
    let child = try ffmpeg.decoding(source, framesPerSecond: framesPerSecond, recording: recording)
    return FrameFeed(child, of: source, silence: silence, expected: expected)
  }
}
