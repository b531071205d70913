import Foundation
import Testing
import Traffic

@testable import Recognition

/// Real recordings, read with the real nets.
@Suite(
  .enabled(if: VideoParts.ffmpeg != nil && VideoParts.installation != nil, "needs ffmpeg, Models/*.onnx and ONNX Runtime in .tools/onnxruntime"),
  .enabled(if: VideoParts.videos != nil, "needs plates/video in GANTRY_SHARED or beside the package"), .timeLimit(.minutes(10)))
struct VideoRecordingTests {
  private func sightings(_ file: URL, marks: VideoMarks? = nil) async throws -> [Sighting] {
    let installation = try #require(VideoParts.installation)
    let recogniser = try Recogniser(models: installation.models, onnxRuntime: installation.onnxRuntime, lanes: 1)
    var found: [Sighting] = []
    for try await sighting in VideoReader(reader: recogniser).sightings(in: .file(file), hint: ReadingHint(), marks: marks) { found.append(sighting) }
    return found
  }

  @Test func aVehicleThatComesNearerIsOneSighting() async throws {
    let found = try await sightings(try #require(VideoParts.videos).appendingPathComponent("license_plate_LS15EBC.mp4"))
    #expect(found.count == 1)
    let sighting = try #require(found.first)
    #expect(sighting.plate.plate.text == "LS15EBC")
    #expect(sighting.direction == .approach)
    #expect(sighting.frameCount >= 30)
    #expect(sighting.firstSeen < .seconds(1) && sighting.lastSeen > .seconds(4))
    #expect(sighting.crossing == nil)
  }

  @Test func aVehicleThatCrossesAPaintedLineOnAPaintedLampIsSeen() async throws {
    // The lamp is painted onto the real recording and turns red after a second; the plate's lower edge passes the line at 0.66 after about two.
    let recording = try #require(VideoParts.videos).appendingPathComponent("license_plate_LS15EBC.mp4")
    let lamp = "drawbox=x=1152:y=72:w=26:h=29:color=red:t=fill:enable='gte(t,1)'"
    let coding = ["-an", "-c:v", "libx264", "-preset", "ultrafast", "-crf", "18"]
    let painted = try VideoParts.make("painted.mp4", ["-i", recording.path, "-vf", lamp] + coding)
    defer { VideoParts.remove(painted) }
    let line = VideoMarks.StopLine(from: .init(x: 0.2, y: 0.66), to: .init(x: 0.9, y: 0.66))
    let marks = VideoMarks(stopLine: line, redLamp: Box(x: 0.9, y: 0.1, width: 0.02, height: 0.04))
    let crossing = try #require(try await sightings(painted, marks: marks).first?.crossing)
    #expect(abs(try #require(crossing.redSince) / .seconds(1) - 1) < 0.15)
    #expect((1.2...4).contains(crossing.at / .seconds(1)))
    #expect(crossing.before.offset < crossing.at && crossing.onLine.offset >= crossing.at && crossing.after.offset > crossing.at)
    // The same line while the lamp is dark.
    #expect(try await sightings(recording, marks: marks).first?.crossing == nil)
  }

  @Test func vehiclesTooSmallToReadAreNoSightingsAndNoFailure() async throws {
    let found = try await sightings(try #require(VideoParts.videos).appendingPathComponent("car-detection.mp4"))
    for sighting in found { #expect(sighting.plate.confidence > 0) }
  }
}
