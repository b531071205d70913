import Foundation

/// One run of ffmpeg from its first byte to its end, seen from the thread that reads it.
struct DecodingRun {
  let source: VideoSource
  let silence: Duration
  let expected: Duration?

  private var parser = SmjpegParser()
  private var complaints = TextTail()
  private var frameCount = 0
  private var last: Duration = .zero
  private var isMalformed = false

  /// A file that stops earlier than this share of its length is cut off; the length in a header is rarely exact.
  static let leastShare = 0.9
  static let forgivenShortfall: Duration = .seconds(1)

  init(source: VideoSource, silence: Duration, expected: Duration?) {
    self.source = source
    self.silence = silence
    self.expected = expected
  }

  /// Hands over every frame and waits for the end. This blocks its thread.
  mutating func outcome(of child: ChildProcess, put: (VideoFrame) -> Void) -> Result<Void, VideoFault> {
    var run = self
    let end = child.pump(
      until: .now + silence * 2, take: { run.take($0, from: child, put: put) ? .now + run.silence : nil }, complain: { run.complaints.append($0) })
    if end == .timedOut { child.kill() }
    let status = child.waitForEnd()
    self = run
    let fault = end == .timedOut ? silenceFault : fault(status: status)
    return fault.map { .failure($0) } ?? .success(())
  }

  /// - Returns: whether there was a frame.
  private mutating func take(_ piece: Data, from child: ChildProcess, put: (VideoFrame) -> Void) -> Bool {
    guard !isMalformed else { return false }
    let pictures: [SmjpegParser.Picture]
    do { pictures = try parser.take(piece) } catch {
      isMalformed = true
      child.kill()
      return false
    }
    for picture in pictures {
      guard let size = try? Picture.size(of: picture.jpeg) else { continue }
      last = .milliseconds(picture.milliseconds)
      frameCount += 1
      put(VideoFrame(offset: last, arrivedAt: Date(), jpeg: picture.jpeg, pixelWidth: size.width, pixelHeight: size.height))
    }
    return !pictures.isEmpty
  }

  private var silenceFault: VideoFault {
    let seconds = Int((silence * (frameCount == 0 ? 2 : 1)).components.seconds)
    guard case .stream(let address) = source, frameCount == 0 else { return .silent(seconds: seconds) }
    return .unreachable(host: address.host, reason: .timedOut)
  }

  private func fault(status: Int32) -> VideoFault? {
    switch source {
    case .stream(let address):
      return frameCount == 0 ? .unreachable(host: address.host, reason: .init(complaints: complaints.text)) : .ended(after: last)
    case .file:
      guard frameCount > 0 else { return .undecodable }
      guard let expected, last < expected * Self.leastShare, last + Self.forgivenShortfall < expected else { return isMalformed ? .undecodable : nil }
      return .cutOff(at: last, expected: expected)
    }
  }
}

extension VideoFault.StreamRefusal {
  /// What ffmpeg's complaint means. The complaint itself goes nowhere: ffmpeg prints addresses with their passwords.
  init(complaints: String) {
    let known: [(String, VideoFault.StreamRefusal)] = [
      ("401 Unauthorized", .unauthorised), ("403 Forbidden", .unauthorised), ("authorization failed", .unauthorised), ("404 Not Found", .notFound),
      ("Stream Not Found", .notFound), ("Connection refused", .refused), ("timed out", .timedOut), ("No route to host", .timedOut),
      ("Network is unreachable", .timedOut), ("Failed to resolve", .noSuchHost), ("Name or service not known", .noSuchHost),
      ("Invalid data found", .notAVideo), ("not in allowed list", .notAVideo), ("matches no streams", .notAVideo),
    ]
    self = known.first { complaints.contains($0.0) }?.1 ?? .unknown
  }
}
