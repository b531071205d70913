import CChildren
public import Foundation
import Glibc

/// Cuts a clip around a moment, without coding it anew: the pictures in it are those the camera sent.
///
/// The clip is an MP4 that can be played while it loads. It begins at the last key frame before the wanted time. It never has sound: what people say
/// in a car or beside it is nobody's business. It is made in memory; no clear video is written to a disk.
public struct ClipCutter: Sendable {
  private let ffmpeg: URL?
  static let timeout: Duration = .seconds(60)
  /// A clip is evidence of one act, not a film.
  static let maximumLength: Duration = .seconds(120)

  /// - Parameter ffmpeg: the program; `nil` looks through `PATH`.
  public init(ffmpeg: URL? = nil) {
    self.ffmpeg = ffmpeg
  }

  /// Cuts out of a file.
  /// - Parameter range: since the video's start, as ``VideoFrame/offset``; at most two minutes. What lies outside the video is left out.
  /// - Returns: an MP4.
  /// - Throws: ``VideoFault``; `CancellationError`.
  public func clip(of file: URL, in range: ClosedRange<Duration>) async throws -> Data {
    let ffmpeg = try Ffmpeg.found(ffmpeg)
    _ = try await VideoProbe.of(file, by: ffmpeg)
    let input = ["-protocol_whitelist", "file", "-format_whitelist", Ffmpeg.fileFormats]
    return try await cut(with: ffmpeg, range, input: input, of: "file:" + file.path)
  }

  /// Cuts out of what is left of a live stream. A file of the ring can be used when it is complete, so this waits until the range has been written.
  /// - Parameter range: since the stream's start, as ``VideoFrame/offset``; at most two minutes.
  /// - Parameter wait: how long to wait for the rest; afterwards the clip ends where the ring does.
  /// - Returns: an MP4.
  /// - Throws: ``VideoFault/noClip(reason:)`` where the ring has nothing of it; `CancellationError`.
  public func clip(of ring: SegmentRing, in range: ClosedRange<Duration>, wait: Duration = .seconds(20)) async throws -> Data {
    let deadline = ContinuousClock.now + wait
    var segments = ring.segments()
    while segments.last?.end ?? .zero < range.upperBound, .now < deadline {
      try await Task.sleep(for: .milliseconds(250))
      segments = ring.segments()
    }
    let used = segments.filter { $0.end > range.lowerBound && $0.start < range.upperBound }
    guard let first = used.first else { throw VideoFault.noClip(reason: "the moment is no longer, or not yet, in what is kept of the stream") }
    let start = max(range.lowerBound - first.start, .zero)
    let input = ["-protocol_whitelist", "pipe,file", "-format_whitelist", "concat,matroska", "-f", "concat", "-safe", "0"]
    let inside = start...(start + (range.upperBound - range.lowerBound))
    return try await cut(with: try Ffmpeg.found(ffmpeg), inside, input: input, of: "pipe:0", script: Self.script(joining: used))
  }

  private static func script(joining segments: [SegmentRing.Segment]) -> Data {
    let files = segments.map { "file 'file:\($0.file.path.replacingOccurrences(of: "'", with: "'\\''"))'\n" }
    return Data(("ffconcat version 1.0\n" + files.joined()).utf8)
  }

  private func cut(
    with ffmpeg: Ffmpeg, _ range: ClosedRange<Duration>, input: [String], of source: String, script: Data = Data()
  ) async throws -> Data {
    let length = range.upperBound - range.lowerBound
    guard length > .zero, length <= Self.maximumLength, range.lowerBound >= .zero else {
      throw VideoFault.noClip(reason: "it must be up to \(Self.maximumLength.components.seconds) seconds long and not begin before the video")
    }
    let file = child_memory_file()
    guard file >= 0 else { throw VideoFault.noClip(reason: "there is not enough memory") }
    defer { close(file) }
    let arguments = Ffmpeg.common + ["-ss", Self.seconds(range.lowerBound)] + input + ["-i", source, "-t", Self.seconds(length)] + Self.output
    let answer = try await ChildProcess(ffmpeg.program, arguments, input: script, lent: file).answer(timeout: Self.timeout)
    let clip = try Self.contents(of: file)
    guard answer.status == 0, clip.count > 100 else {
      throw VideoFault.noClip(reason: "there is no picture in that time, or its coding cannot stand in an MP4")
    }
    return clip
  }

  private static let output = [
    "-map", "0:V:0", "-c", "copy", "-map_metadata", "-1", "-avoid_negative_ts", "make_zero", "-movflags", "+faststart", "-f", "mp4",
    "file:/proc/self/fd/3",
  ]

  private static func seconds(_ duration: Duration) -> String { String(format: "%.3f", duration / .seconds(1)) }

  private static func contents(of file: Int32) throws(VideoFault) -> Data {
    lseek(file, 0, SEEK_SET)
    do { return try FileHandle(fileDescriptor: file, closeOnDealloc: false).readToEnd() ?? Data() } catch {
      throw .noClip(reason: "it could not be read back from memory")
    }
  }
}
