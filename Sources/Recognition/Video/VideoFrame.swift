public import Foundation

/// One frame out of a video.
public struct VideoFrame: Hashable, Sendable {
  /// When it was taken, by the video's own clock, since the video's start.
  public var offset: Duration
  /// When it came out of the decoder. For a stream this is the moment it was taken and the delay of camera, network and decoder, well under a second;
  /// what happened at another offset of the same stream happened as much earlier or later.
  public var arrivedAt: Date
  /// The whole frame as a JPEG of high quality.
  public var jpeg: Data
  public var pixelWidth: Int
  public var pixelHeight: Int

  public init(offset: Duration, arrivedAt: Date, jpeg: Data, pixelWidth: Int, pixelHeight: Int) {
    self.offset = offset
    self.arrivedAt = arrivedAt
    self.jpeg = jpeg
    self.pixelWidth = pixelWidth
    self.pixelHeight = pixelHeight
  }
}
