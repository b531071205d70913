import Foundation
import Testing
import Traffic

@testable import Recognition

@Suite(.enabled(if: VideoParts.ffmpeg != nil, "needs ffmpeg"), .serialized, .timeLimit(.minutes(10)))
struct VideoReaderTests {
  private func sightings(_ file: URL, _ reader: any PlateReader, marks: VideoMarks? = nil) async throws -> [Sighting] {
    var found: [Sighting] = []
    for try await sighting in VideoReader(reader: reader).sightings(in: .file(file), hint: ReadingHint(), marks: marks) { found.append(sighting) }
    return found
  }

  private func fault(_ file: URL) async -> VideoFault? {
    await #expect(throws: VideoFault.self) { try await sightings(file, ScriptedReader([])) }
  }

  @Test func framesComeWithTheirOwnTimes() async throws {
    let clip = try VideoParts.clip()
    defer { VideoParts.remove(clip) }
    let reader = ScriptedReader((0..<16).map { [VideoScript.read("01A123BC", x: 0.5, y: 0.2 + 0.04 * Double($0))] })
    let sighting = try #require(try await sightings(clip, reader).first)
    // Two seconds at eight frames a second.
    #expect(await reader.count == 16)
    #expect(sighting.frameCount == 16)
    #expect(sighting.firstSeen == .zero)
    #expect(abs(sighting.lastSeen / .milliseconds(1) - 1875) < 45)
    #expect(sighting.best.pixelWidth == 320 && sighting.best.pixelHeight == 240)
    #expect(try Picture.verify(sighting.best.jpeg) == PixelSize(width: 320, height: 240))
    #expect(VideoParts.running(on: clip) == 0)
  }

  @Test func redLightIsSeenInARealVideo() async throws {
    // A lamp at the top left that turns red after half a second.
    let lamp = "drawbox=x=32:y=24:w=7:h=10:color=red:t=fill:enable='gte(t,0.5)'"
    let clip = try VideoParts.clip(picture: "color=c=gray:size=320x240:rate=24:duration=3,\(lamp)")
    defer { VideoParts.remove(clip) }
    let marks = VideoMarks(stopLine: VideoScript.marks.stopLine, redLamp: Box(x: 0.1, y: 0.1, width: 0.022, height: 0.042))
    let reader = ScriptedReader((0..<24).map { [VideoScript.read("01A123BC", x: 0.5, y: 0.785 - 0.025 * Double($0))] })
    let crossing = try #require(try await sightings(clip, reader, marks: marks).first?.crossing)
    #expect(abs(crossing.at / .seconds(1) - 1.5) < 0.05)
    #expect(abs(try #require(crossing.redSince) / .seconds(1) - 0.5) < 0.05)

    let around = (crossing.at - .milliseconds(500))...(crossing.at + .milliseconds(500))
    let cut = try await ClipCutter().clip(of: clip, in: around)
    #expect(VideoContainer(beginning: cut) == .mp4)
    // The table of contents comes first, so that it plays while it loads.
    let contents = try #require(cut.range(of: Data("moov".utf8))), data = try #require(cut.range(of: Data("mdat".utf8)))
    #expect(contents.lowerBound < data.lowerBound)
    let file = clip.deletingLastPathComponent().appendingPathComponent("cut.mp4")
    try cut.write(to: file)
    let ffmpeg = try #require(VideoParts.ffmpeg)
    let length = try #require(try await VideoProbe.of(file, by: ffmpeg).duration)
    // From the key frame before (every half second), so a second to a second and a half.
    #expect((0.9...1.6).contains(length / .seconds(1)))
  }

  @Test func marksThatCannotBeUsedAreNamed() async throws {
    let marks = VideoMarks(stopLine: .init(from: .init(x: 0.5, y: 0.5), to: .init(x: 0.5, y: 0.5)), redLamp: VideoScript.lamp)
    let file = URL(fileURLWithPath: "/nonexistent")
    await #expect(throws: VideoFault.badMarks(marks.fault ?? "")) { try await sightings(file, ScriptedReader([]), marks: marks) }
  }

  @Test func filesThatAreNoVideoAreNamed() async throws {
    let folder = try VideoParts.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    func file(_ name: String, _ content: Data) throws -> URL {
      let file = folder.appendingPathComponent(name)
      try content.write(to: file)
      return file
    }
    let missing = folder.appendingPathComponent("missing.mp4")
    #expect(await fault(missing) == .noSuchFile(path: missing.path))
    #expect(await fault(folder) == .unreadable(path: folder.path))
    let empty = try file("empty.mp4", Data())
    #expect(await fault(empty) == .emptyFile(path: empty.path))
    let text = try file("text.mp4", Data("this is a text\n".utf8))
    #expect(await fault(text) == .notAVideo(path: text.path))
    // A script that would have ffmpeg open another file.
    let script = try file("script.mp4", Data("ffconcat version 1.0\nfile text.mp4\n".utf8))
    #expect(await fault(script) == .notAVideo(path: script.path))
    let playlist = try file("list.mp4", Data("#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nhttp://127.0.0.1:9/a.ts\n#EXT-X-ENDLIST\n".utf8))
    #expect(await fault(playlist) == .notAVideo(path: playlist.path))
  }

  @Test func truncatedVideosAreNamed() async throws {
    let clip = try VideoParts.clip(picture: "testsrc2=size=320x240:rate=24:duration=6")
    defer { VideoParts.remove(clip) }
    let bytes = try Data(contentsOf: clip)
    try bytes.prefix(bytes.count / 2).write(to: clip)
    #expect(await fault(clip) == .unfinished(path: clip.path))

    let fast = try VideoParts.clip(picture: "testsrc2=size=320x240:rate=24:duration=6", ["-movflags", "+faststart"])
    defer { VideoParts.remove(fast) }
    let whole = try Data(contentsOf: fast)
    try whole.prefix(whole.count / 2).write(to: fast)
    var seen = 0
    let cut = await #expect(throws: VideoFault.self) {
      let reader = ScriptedReader([[VideoScript.read("01A123BC", x: 0.5, y: 0.5)]])
      for try await _ in VideoReader(reader: reader).sightings(in: .file(fast), hint: ReadingHint(), marks: nil) { seen += 1 }
    }
    guard case .cutOff(let at, let expected) = cut else { throw try #require(cut) }
    #expect((1...5).contains(at / .seconds(1)) && abs(expected / .seconds(1) - 6) < 0.1)
    // What could be read was told before.
    #expect(seen == 1)
  }

  @Test func soundAloneIsNoVideo() async throws {
    let sound = try VideoParts.make("sound.mp4", ["-f", "lavfi", "-i", "sine=duration=1", "-c:a", "aac"])
    defer { VideoParts.remove(sound) }
    #expect(await fault(sound) == .noPicture(path: sound.path))
  }

  @Test func hugeFramesAreRefusedBeforeTheyAreDecoded() async throws {
    let picture = ["-f", "lavfi", "-i", "color=size=9000x5000:rate=1:duration=1"]
    let huge = try VideoParts.make("huge.mkv", picture + ["-c:v", "mjpeg", "-pix_fmt", "yuvj420p", "-threads", "1"])
    defer { VideoParts.remove(huge) }
    #expect(await fault(huge) == .tooLarge(width: 9000, height: 5000))
  }

  @Test func whoeverStopsLeavesNoProcessBehind() async throws {
    // Long and large enough that it is still being decoded.
    let clip = try VideoParts.clip(picture: "testsrc2=size=640x480:rate=24:duration=30")
    defer { VideoParts.remove(clip) }
    let plate = VideoScript.read("01A123BC", x: 0.5, y: 0.5)
    func first() async throws -> Sighting? {
      // Seen for three frames, then gone.
      let reader = ScriptedReader([[plate], [plate], [plate], []])
      for try await sighting in VideoReader(reader: reader).sightings(in: .file(clip), hint: ReadingHint(), marks: nil) { return sighting }
      return nil
    }
    #expect(try await first()?.frameCount == 3)
    #expect(try await hasEnded(clip))

    let reader = ScriptedReader([])
    let task = Task { try await sightings(clip, SlowReader(reader: reader)) }
    while await reader.count == 0 { try await Task.sleep(for: .milliseconds(10)) }
    #expect(VideoParts.running(on: clip) == 1)
    task.cancel()
    _ = try? await task.value
    #expect(try await hasEnded(clip))
  }

  private func hasEnded(_ file: URL) async throws -> Bool {
    for _ in 0..<100 where VideoParts.running(on: file) > 0 { try await Task.sleep(for: .milliseconds(20)) }
    return VideoParts.running(on: file) == 0
  }

  @Test func aDamagedPictureIsAFrameWithoutPlatesAndAReaderThatFailsIsAFailure() async throws {
    let clip = try VideoParts.clip()
    defer { VideoParts.remove(clip) }
    #expect(try await sightings(clip, FailingReader(error: .damagedPicture)).isEmpty)
    let missing = RecognitionError.missing(what: "a model", path: "/nonexistent")
    await #expect(throws: missing) { try await sightings(clip, FailingReader(error: missing)) }
  }
}

/// Reads as slowly as a large picture does.
private struct SlowReader: PlateReader {
  let reader: ScriptedReader

  func read(_ jpeg: Data, hint: ReadingHint) async throws -> Reading {
    let reading = try await reader.read(jpeg, hint: hint)
    try await Task.sleep(for: .milliseconds(100))
    return reading
  }
}

private struct FailingReader: PlateReader {
  let error: RecognitionError

  func read(_ jpeg: Data, hint: ReadingHint) async throws -> Reading { throw error }
}
