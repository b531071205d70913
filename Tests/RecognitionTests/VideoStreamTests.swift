import Foundation
import Glibc
import Testing
import Traffic

@testable import Recognition

/// Live streams, played by ffmpeg over HTTP and, where it is installed, by GStreamer's RTSP server.
@Suite(.enabled(if: VideoParts.ffmpeg != nil, "needs ffmpeg"), .serialized, .timeLimit(.minutes(10)))
struct VideoStreamTests {
  private static let plate = VideoScript.read("01A123BC", x: 0.5, y: 0.5)

  /// A port that is free now.
  private func freePort() throws -> Int {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(listener) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let port: Int = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(listener, $0, size) == 0 && getsockname(listener, $0, &size) == 0 }
        ? Int(UInt16(bigEndian: pointer.pointee.sin_port)) : 0
    }
    return try #require(port == 0 ? nil : port)
  }

  /// Plays a file at its own pace to the first who asks.
  private func play(_ file: URL, port: Int) throws -> Process {
    let process = Process()
    process.executableURL = try #require(VideoParts.ffmpeg).program
    let served = ["-c", "copy", "-f", "mpegts", "-listen", "1", "http://127.0.0.1:\(port)/live"]
    process.arguments = ["-v", "error", "-nostdin", "-re", "-i", file.path] + served
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    return process
  }

  /// All sightings, and how it ended; tries until the server is up.
  private func watch(
    _ address: String, _ reader: any PlateReader, ring: SegmentRing? = nil, silence: Duration = .seconds(10)
  ) async throws -> ([Sighting], VideoFault?) {
    let source = VideoSource.stream(try StreamAddress(address))
    let video = VideoReader(reader: reader, silence: silence)
    for _ in 0..<100 {
      var found: [Sighting] = []
      do {
        for try await sighting in video.sightings(in: source, hint: ReadingHint(), recording: ring) { found.append(sighting) }
        return (found, nil)
      } catch VideoFault.unreachable(_, .refused) {
        try await Task.sleep(for: .milliseconds(100))
      } catch let fault as VideoFault {
        return (found, fault)
      }
    }
    throw VideoFault.unreachable(host: "127.0.0.1", reason: .refused)
  }

  @Test func aStreamIsWatchedAndItsLastSecondsAreKept() async throws {
    let clip = try VideoParts.clip(picture: "testsrc2=size=320x240:rate=24:duration=6")
    let folder = try VideoParts.folder()
    defer {
      VideoParts.remove(clip)
      try? FileManager.default.removeItem(at: folder)
    }
    let port = try freePort()
    let camera = try play(clip, port: port)
    defer { kill(camera.processIdentifier, SIGKILL) }
    let ring = SegmentRing(folder: folder, seconds: 1, count: 4)
    let (sightings, fault) = try await watch("http://127.0.0.1:\(port)/live", ScriptedReader([[Self.plate]]), ring: ring)
    // On a busy machine frames of a live stream are left out, and a gap may part one vehicle into two.
    let sighting = try #require(sightings.last)
    #expect(sightings.allSatisfy { $0.plate.plate == sighting.plate.plate })
    #expect((4...49).contains(sightings.reduce(0) { $0 + $1.frameCount }))
    // The clocks of video and machine agree.
    #expect(abs(sighting.best.arrivedAt.timeIntervalSinceNow) < 30)
    guard case .ended(let after) = fault else { throw try #require(fault) }
    #expect(abs(after / .seconds(1) - 5.9) < 0.3)

    let kept = ring.segments()
    #expect((2...3).contains(kept.count))
    let last = try #require(kept.last)
    #expect(abs(last.end / .seconds(1) - 6) < 0.3)
    let cut = try await ClipCutter().clip(of: ring, in: (last.end - .milliseconds(1600))...(last.end - .milliseconds(200)), wait: .zero)
    let file = folder.appendingPathComponent("cut.mp4")
    try cut.write(to: file)
    let ffmpeg = try #require(VideoParts.ffmpeg)
    let length = try #require(try await VideoProbe.of(file, by: ffmpeg).duration)
    #expect((1.3...2.2).contains(length / .seconds(1)))
    await #expect(throws: VideoFault.self) { try await ClipCutter().clip(of: ring, in: .zero...(.seconds(1)), wait: .zero) }
  }

  @Test func oldFramesAreLeftOutWhereReadingIsSlow() async throws {
    let clip = try VideoParts.clip(picture: "testsrc2=size=320x240:rate=24:duration=5")
    defer { VideoParts.remove(clip) }
    let port = try freePort()
    let camera = try play(clip, port: port)
    defer { kill(camera.processIdentifier, SIGKILL) }
    let reader = SleepingReader(pause: .milliseconds(600))
    let start = ContinuousClock.now
    let (sightings, _) = try await watch("http://127.0.0.1:\(port)/live", reader)
    #expect(sightings.reduce(0) { $0 + $1.frameCount } < 16)
    #expect(try #require(sightings.last).lastSeen > .seconds(2))
    #expect(ContinuousClock.now - start < .seconds(60))
  }

  @Test func silenceIsAFault() async throws {
    // Takes the connection and never says anything.
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(listener) }
    let port = try freePort()
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let isListening = withUnsafePointer(to: &address) { pointer in
      let size = socklen_t(MemoryLayout<sockaddr_in>.size)
      return pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(listener, $0, size) == 0 } && listen(listener, 4) == 0
    }
    try #require(isListening)
    let (_, fault) = try await watch("http://user:secret@127.0.0.1:\(port)/", ScriptedReader([]), silence: .milliseconds(600))
    #expect(fault == .unreachable(host: "127.0.0.1:\(port)", reason: .timedOut))
  }

  @Test func nobodyThereIsNamed() async throws {
    let address = try StreamAddress("rtsp://user:secret@127.0.0.1:\(try freePort())/x")
    let fault = await #expect(throws: VideoFault.self) {
      for try await _ in VideoReader(reader: ScriptedReader([])).sightings(in: .stream(address), hint: ReadingHint(), marks: nil) {}
    }
    #expect(fault == .unreachable(host: address.host, reason: .refused))
    #expect(fault?.description.contains("secret") == false)
  }

  @Test(.enabled(if: VideoParts.canServe, "needs python3-gi, gir1.2-gst-rtsp-server-1.0 and GStreamer's good and bad plugins"))
  func aCameraWithAPasswordIsWatchedAndThePasswordIsSeenNowhere() async throws {
    let clip = try VideoParts.clip(picture: "testsrc2=size=320x240:rate=24:duration=4")
    defer { VideoParts.remove(clip) }
    let port = try freePort()
    let camera = try serve(clip, port: port)
    defer { kill(camera.processIdentifier, SIGKILL) }
    let spy = SpyingReader()
    let (sightings, fault) = try await watch("rtsp://camera:s3cret@127.0.0.1:\(port)/cam", spy)
    #expect(sightings.count == 1)
    guard case .ended = fault else { throw try #require(fault) }
    let arguments = await spy.arguments
    #expect(arguments.contains("ffmpeg") && !arguments.contains("s3cret"))

    let (_, wrong) = try await watch("rtsp://camera:wrong@127.0.0.1:\(port)/cam", ScriptedReader([]))
    #expect(wrong == .unreachable(host: "127.0.0.1:\(port)", reason: .unauthorised))
    let (_, nowhere) = try await watch("rtsp://camera:s3cret@127.0.0.1:\(port)/other", ScriptedReader([]))
    #expect(nowhere == .unreachable(host: "127.0.0.1:\(port)", reason: .notFound))
  }

  private func serve(_ file: URL, port: Int) throws -> Process {
    let script = """
      import gi
      gi.require_version('Gst', '1.0'); gi.require_version('GstRtspServer', '1.0')
      from gi.repository import Gst, GstRtspServer, GLib
      Gst.init(None)
      server = GstRtspServer.RTSPServer(); server.set_address('127.0.0.1'); server.set_service('\(port)')
      token = GstRtspServer.RTSPToken(); token.set_string('media.factory.role', 'user')
      auth = GstRtspServer.RTSPAuth(); auth.add_basic(GstRtspServer.RTSPAuth.make_basic('camera', 's3cret'), token); server.set_auth(auth)
      factory = GstRtspServer.RTSPMediaFactory()
      factory.set_launch('( filesrc location=\(file.path) ! qtdemux ! h264parse ! rtph264pay name=pay0 pt=96 config-interval=-1 )')
      rights = GstRtspServer.RTSPPermissions()
      rights.add_permission_for_role('user', 'media.factory.access', True); rights.add_permission_for_role('user', 'media.factory.construct', True)
      factory.set_permissions(rights); server.get_mount_points().add_factory('/cam', factory); server.attach(None); GLib.MainLoop().run()
      """
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/python3")
    process.arguments = ["-c", script]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    return process
  }
}

/// Sees the same plate everywhere, slowly.
private struct SleepingReader: PlateReader {
  let pause: Duration

  func read(_ jpeg: Data, hint: ReadingHint) async throws -> Reading {
    try await Task.sleep(for: pause)
    return Reading(pixelWidth: 320, pixelHeight: 240, milliseconds: 0, plates: [VideoScript.read("01A123BC", x: 0.5, y: 0.5)])
  }
}

/// Looks at what everybody on the machine can see of this process's children.
private actor SpyingReader: PlateReader {
  private(set) var arguments = ""

  func read(_ jpeg: Data, hint: ReadingHint) throws -> Reading {
    let mine = "\nPPid:\t\(ProcessInfo.processInfo.processIdentifier)\n"
    for number in try FileManager.default.contentsOfDirectory(atPath: "/proc") where arguments.isEmpty && Int(number) != nil {
      let status = Self.text("/proc/\(number)/status")
      guard status.hasPrefix("Name:\tffmpeg"), status.contains(mine) else { continue }
      arguments = ["cmdline", "environ"].map { Self.text("/proc/\(number)/\($0)") }.joined(separator: "\n")
    }
    return Reading(pixelWidth: 320, pixelHeight: 240, milliseconds: 0, plates: [VideoScript.read("01A123BC", x: 0.5, y: 0.5)])
  }

  private static func text(_ path: String) -> String { String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self) }
}
