import Foundation
import Testing

@testable import Recognition

/// What the tests with real videos need: ffmpeg; for some the nets and the shared recordings, or a server of streams.
enum VideoParts {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  static let ffmpeg = try? Ffmpeg.found(nil)

  static let installation: Installation? = {
    let found = try? Installation.found(environment: ["GANTRY_HOME": root.path].merging(ProcessInfo.processInfo.environment) { $1 })
    return found.flatMap { FileManager.default.fileExists(atPath: $0.models.appendingPathComponent("reader.onnx").path) ? $0 : nil }
  }()

  static let videos: URL? = {
    let named = ProcessInfo.processInfo.environment["GANTRY_SHARED"].map { URL(fileURLWithPath: $0) }
    let folder = (named ?? root.deletingLastPathComponent().appendingPathComponent("shared")).appendingPathComponent("plates/video")
    return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
  }()

  /// Python with GStreamer's RTSP server, to play a camera.
  static let canServe: Bool = {
    let check = """
      import gi
      gi.require_version('GstRtspServer', '1.0')
      from gi.repository import GstRtspServer, Gst
      Gst.init(None)
      assert all(Gst.ElementFactory.find(name) for name in ['qtdemux', 'h264parse', 'rtph264pay'])
      """
    return (try? run("/usr/bin/python3", ["-c", check])) == 0
  }()

  /// Makes a file with ffmpeg in a folder of its own.
  static func make(_ name: String, _ arguments: [String]) throws -> URL {
    let file = try folder().appendingPathComponent(name)
    let program = try #require(ffmpeg).program.path
    try #require(run(program, ["-v", "error", "-nostdin"] + arguments + [file.path]) == 0, "ffmpeg could not make \(name)")
    return file
  }

  /// Two seconds of a moving pattern, or of what is given.
  static func clip(_ name: String = "clip.mp4", picture: String = "testsrc2=size=320x240:rate=24:duration=2", _ more: [String] = []) throws -> URL {
    try make(name, ["-f", "lavfi", "-i", picture, "-c:v", "libx264", "-preset", "ultrafast", "-g", "12", "-pix_fmt", "yuv420p"] + more)
  }

  static func folder() throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("gantry-video-\(UUID().uuidString)", isDirectory: true)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
  }

  static func remove(_ file: URL) { try? FileManager.default.removeItem(at: file.deletingLastPathComponent()) }

  /// How many ffmpegs of this process work on a file now.
  static func running(on file: URL) -> Int {
    let mine = "\nPPid:\t\(ProcessInfo.processInfo.processIdentifier)\n"
    let all = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return all.filter { number in
      guard let status = try? String(contentsOfFile: "/proc/\(number)/status", encoding: .utf8), status.contains(mine) else { return false }
      return String(decoding: FileManager.default.contents(atPath: "/proc/\(number)/cmdline") ?? Data(), as: UTF8.self).contains(file.path)
    }.count
  }

  @discardableResult
  static func run(_ program: String, _ arguments: [String]) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.standardError = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }
}
