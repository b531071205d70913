public import Foundation

/// The last seconds of a live stream, as it was sent, in short files that replace each other: what a clip is cut out of afterwards.
///
/// It is written by the same ffmpeg that gives the frames, so the camera is asked for one stream only and both have one clock. Video alone is kept,
/// never sound. A file is begun at a key frame; with a key frame a second, the ring holds about `count` × `seconds`.
public struct SegmentRing: Hashable, Sendable {
  /// An existing, empty folder for this stream alone. The files are clear video: it should lie in memory (`/dev/shm`) and be readable by nobody else.
  public var folder: URL
  /// Least length of a file, in seconds.
  public var seconds: Int
  /// How many files there are at most, 3 to 100.
  public var count: Int

  public init(folder: URL, seconds: Int = 4, count: Int = 12) {
    self.folder = folder
    self.seconds = max(1, seconds)
    self.count = min(max(count, 3), 100)
  }

  /// Names and times of the files that are complete, written by ffmpeg.
  var list: URL { folder.appendingPathComponent("segments.csv") }
}
