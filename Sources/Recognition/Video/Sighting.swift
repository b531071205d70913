public import Traffic

/// One vehicle's passage through a video: the frames that show its plate, as one.
public struct Sighting: Hashable, Sendable {
  /// Voted over all frames, with every text that was read in any of them as a candidate. Its box is where the plate stands in ``best``.
  public var plate: PlateRead
  /// When the plate was first and last read, since the video's start.
  public var firstSeen: Duration
  public var lastSeen: Duration
  /// How many frames the plate was read in.
  public var frameCount: Int
  /// Whether the plate came nearer, seen from a camera that stands still; unknown where it was seen too briefly or did not move.
  public var direction: Capture.Direction
  /// The frame that shows the plate largest and read most surely.
  public var best: VideoFrame
  /// Where a stop line and a lamp were given and the vehicle crossed the line while the lamp was red.
  public var crossing: RedLightCrossing?

  public init(
    plate: PlateRead, firstSeen: Duration, lastSeen: Duration, frameCount: Int, direction: Capture.Direction, best: VideoFrame,
    crossing: RedLightCrossing? = nil
  ) {
    self.plate = plate
    self.firstSeen = firstSeen
    self.lastSeen = lastSeen
    self.frameCount = frameCount
    self.direction = direction
    self.best = best
    self.crossing = crossing
  }
}
