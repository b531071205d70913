import Foundation

/// Frames of one video, decoded by ffmpeg as a process of its own, which ends with this object.
final class FrameFeed: Sendable {
  private let child: ChildProcess
  private let mailbox: FrameMailbox

  /// - Parameters:
  ///   - child: ffmpeg, writing SMJPEG.
  ///   - source: what it decodes.
  ///   - silence: no frame for so long is a fault; the first may take twice as long, for the way to the camera and its first key frame.
  ///   - expected: how long the video should be, where that is known.
  init(_ child: ChildProcess, of source: VideoSource, silence: Duration, expected: Duration? = nil) {
    self.child = child
    let mailbox = FrameMailbox(dropsOldest: source.isLive)
    self.mailbox = mailbox
    // Reading blocks, so it has a thread of its own. It holds no reference to the feed: it ends when the feed kills the child.
    Thread.detachNewThread {
      var run = DecodingRun(source: source, silence: silence, expected: expected)
      mailbox.finish(run.outcome(of: child) { mailbox.put($0) })
    }
  }

  deinit {
    child.kill()
    mailbox.close()
  }

  /// The next frame; `nil` at a file's end.
  /// - Throws: ``VideoFault``; `CancellationError`.
  func next() async throws -> VideoFrame? {
    do { return try await mailbox.next() } catch let error as CancellationError {
      child.kill()
      throw error
    }
  }
}
