import Testing

@testable import Recognition

@Suite struct PlateDetectorTests {
  /// The sizes are those that training uses (`looked_at` in `detector.py`).
  @Test(arguments: [
    ((480, 360), (480, 360)), ((512, 512), (512, 512)), ((640, 480), (591, 443)), ((1280, 720), (640, 360)), ((1280, 1280), (512, 512)),
    ((918, 1632), (360, 640)), ((2000, 1500), (591, 443)), ((2048, 1536), (1280, 960)), ((3840, 2160), (1280, 720)), ((7000, 4600), (1280, 841)),
    ((5000, 5000), (1109, 1109)), ((1, 64), (1, 64)), ((65_000, 1), (1280, 1)),
  ]) func picturesAreSearchedAtTheSizeTheNetWasTrainedFor(full: (Int, Int), searched: (Int, Int)) {
    let size = PlateDetector.searched(PixelSize(width: full.0, height: full.1))
    #expect(size == PixelSize(width: searched.0, height: searched.1))
  }
}
