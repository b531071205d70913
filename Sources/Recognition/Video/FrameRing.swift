/// The frames of the last few seconds, for pictures of what turns out to have happened. Bounded in number, so that 4K frames take some forty
/// megabytes at most.
struct FrameRing {
  static let span: Duration = .milliseconds(3_500)
  static let capacity = 40

  private(set) var frames: [VideoFrame] = []

  mutating func append(_ frame: VideoFrame) {
    frames.append(frame)
    let oldest = frame.offset - Self.span
    frames.removeFirst(max(frames.prefix { $0.offset < oldest }.count, frames.count - Self.capacity))
  }

  /// The first frame at or after a time.
  func first(from offset: Duration) -> VideoFrame? { frames.first { $0.offset >= offset } }

  /// The last frame before a time.
  func last(before offset: Duration) -> VideoFrame? { frames.last { $0.offset < offset } }
}
