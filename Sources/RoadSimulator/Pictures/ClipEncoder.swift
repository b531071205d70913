import Foundation

/// Makes an MP4 (H.264) of single frames with ffmpeg, as a process of its own.
struct ClipEncoder: Sendable {
  /// - Parameters:
  ///   - frames: JPEG pictures one after another.
  ///   - framesPerSecond: how fast they were taken.
  /// - Throws: ``SimulatorError/clip(_:)`` where ffmpeg is missing or fails.
  func mp4(of frames: Data, framesPerSecond: Int) async throws -> Data {
    let folder = FileManager.default.temporaryDirectory
    let name = "gantry-clip-" + UUID().uuidString
    let source = folder.appendingPathComponent(name + ".mjpeg"), target = folder.appendingPathComponent(name + ".mp4")
    defer {
      try? FileManager.default.removeItem(at: source)
      try? FileManager.default.removeItem(at: target)
    }
    do { try frames.write(to: source) } catch { throw SimulatorError.clip("no room for its frames in \(folder.path)") }
    try await run([
      "ffmpeg", "-v", "error", "-nostdin", "-y", "-f", "mjpeg", "-framerate", String(framesPerSecond), "-i", source.path, "-c:v", "libx264", "-preset", "veryfast",
      "-crf", "27", "-pix_fmt", "yuv420p", "-threads", "1", "-movflags", "+faststart", target.path,
    ])
    do { return try Data(contentsOf: target) } catch { throw SimulatorError.clip("ffmpeg left no file") }
  }

  private func run(_ arguments: [String]) async throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = arguments
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    let status = try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Int32, any Error>) in
      process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
      do { try process.run() } catch {
        process.terminationHandler = nil
        continuation.resume(throwing: SimulatorError.clip("it could not be started"))
      }
    }
    guard status == 0 else { throw SimulatorError.clip("ffmpeg ended with status \(status)") }
  }
}
