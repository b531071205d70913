import Foundation
import Testing

@testable import Recognition

@Suite struct VideoContainerTests {
  @Test(.enabled(if: VideoParts.ffmpeg != nil, "needs ffmpeg"), arguments: [
    ("a.mp4", VideoContainer.mp4), ("a.mov", .mp4), ("a.mkv", .matroska), ("a.avi", .avi), ("a.ts", .transportStream), ("a.m2ts", .transportStream),
    ("a.vob", .programStream), ("a.flv", .flash), ("a.wmv", .windowsMedia),
  ]) func contentTellsWhateverTheName(name: String, container: VideoContainer) throws {
    let file = try VideoParts.make(name, ["-f", "lavfi", "-i", "testsrc2=size=64x48:rate=25:duration=1"])
    defer { VideoParts.remove(file) }
    #expect(VideoContainer(beginning: try Data(contentsOf: file)) == container)
  }

  @Test func whatIsNoneIsNone() {
    let text = Data("text of some length, and then more".utf8)
    let others = [Data(), text, SamplePicture.baseline, SamplePicture.progressive, Data([0x47]) + Data(count: 600)]
    for other in others { #expect(VideoContainer(beginning: other) == nil) }
  }
}
