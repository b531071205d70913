import Recognition
import Traffic

/// Tells which vehicles pass in a video. The seam between the watch and ``VideoReader``, so that the watch can be tested without a camera.
protocol SightingReader: Sendable {
  /// - Parameters:
  ///   - source: what to look at.
  ///   - hint: what is known of plates there.
  ///   - marks: where the stop line and the red lamp are; `nil` where no red light is enforced.
  ///   - recording: where the last minute of the stream is kept; `nil` keeps none.
  /// - Returns: the vehicles as they leave, until the stream fails. It is watched only while somebody asks for the next one.
  func sightings(
    in source: VideoSource, hint: ReadingHint, marks: VideoMarks?, recording: SegmentRing?
  ) -> AsyncThrowingStream<Sighting, any Error>
}

extension VideoReader: SightingReader {}
