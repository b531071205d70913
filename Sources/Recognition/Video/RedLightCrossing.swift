/// A vehicle crossed the stop line while the lamp was red. Whether that is a violation, and of what kind, is judged elsewhere: these are times and
/// pictures.
public struct RedLightCrossing: Hashable, Sendable {
  /// When the plate's lower edge passed the line, since the video's start; reckoned between the two frames around it.
  public var at: Duration
  /// The first frame that shows the lamp red. The lamp went red no later, so that the driver is never told a longer red than there was.
  /// `nil` where it was red from the first frame on, so that its beginning is not known.
  public var redSince: Duration?
  /// The vehicle before the line; the lamp is red in it where red lasted long enough for that.
  public var before: VideoFrame
  /// The first frame with the vehicle at or past the line.
  public var onLine: VideoFrame
  /// The vehicle past the line; the last frame there is where the video ends before.
  public var after: VideoFrame

  public init(at: Duration, redSince: Duration?, before: VideoFrame, onLine: VideoFrame, after: VideoFrame) {
    self.at = at
    self.redSince = redSince
    self.before = before
    self.onLine = onLine
    self.after = after
  }
}
