import CVision
import Foundation
import Testing
import Traffic

@testable import Recognition

@Suite struct VideoRedLightTests {
  private static let red = VideoScript.picture(isRed: true)
  private static let dark = VideoScript.picture(isRed: false)

  /// Up the picture, over the line at 0.5 after a second and a half.
  private static func away(_ time: Double) -> Double? { 0.8 - 0.2 * time }
  private static func towards(_ time: Double) -> Double? { 0.2 + 0.2 * time }

  /// Plays a drive of eight frames a second: where the plate's lower edge is at each time (`nil`: unread), and when the lamp is red.
  private func drive(
    seconds: Double = 4, x: Double = 0.5, isRed: (Double) -> Bool, foot: (Double) -> Double?
  ) -> RedLightCrossing? {
    var tracker = PlateTracker(line: VideoScript.marks.stopLine)
    var watch = RedLightWatch(VideoScript.marks)
    var ended: [PlateTrack] = []
    for index in 0..<Int(seconds * 8) {
      let time = Double(index) / 8
      let frame = VideoScript.frame(time, jpeg: isRed(time) ? Self.red : Self.dark)
      watch.look(at: frame)
      // The box of a read is as high as half its width of 0.06, in fractions; its middle is above its lower edge.
      let reads = foot(time).map { [VideoScript.read("01A123BC", x: x, y: $0 - 0.015)] } ?? []
      ended += tracker.take(reads, of: frame)
      watch.settle(&tracker)
    }
    watch.settle(&tracker, isLast: true)
    ended += tracker.finish()
    return ended.compactMap(\.sighting?.crossing).first
  }

  @Test func crossingOnRedIsToldWithItsTimesAndPictures() throws {
    let crossing = try #require(drive(isRed: { $0 >= 0.5 }, foot: Self.away))
    #expect(abs(crossing.at / .seconds(1) - 1.5) < 0.01)
    #expect(crossing.redSince == .milliseconds(500))
    #expect(crossing.before.offset == .milliseconds(1000))
    #expect(crossing.onLine.offset == .milliseconds(1500))
    #expect(crossing.after.offset == .milliseconds(2250))
    #expect(crossing.before.jpeg == Self.red)
  }

  @Test func towardsTheCameraCountsAsWell() throws {
    let crossing = try #require(drive(isRed: { _ in true }, foot: Self.towards))
    #expect(abs(crossing.at / .seconds(1) - 1.5) < 0.01)
    // Red from the first frame on: since when is not known.
    #expect(crossing.redSince == nil)
  }

  @Test func shortlyAfterTheChangeThePictureBeforeIsRedWhereThereIsOne() throws {
    let crossing = try #require(drive(isRed: { $0 >= 1.2 }, foot: Self.away))
    #expect(crossing.redSince == .milliseconds(1250))
    #expect(crossing.before.offset == .milliseconds(1250))
    #expect(crossing.before.jpeg == Self.red)
  }

  @Test func crossingOnGreenIsNone() {
    #expect(drive(isRed: { _ in false }, foot: Self.away) == nil)
    // Red before and after, not at the time.
    #expect(drive(isRed: { $0 < 0.8 || $0 > 1.6 }, foot: Self.away) == nil)
    // Red from a moment after it.
    #expect(drive(isRed: { $0 > 1.55 }, foot: Self.away) == nil)
  }

  @Test func aLampThatFlickersAgainstTheShutterIsRed() {
    let crossing = drive(isRed: { Int($0 * 8) % 3 == 0 }, foot: Self.away)
    #expect(crossing != nil)
  }

  @Test func standingAtTheLineIsNoCrossing() {
    // Trembles over the line by a tenth of the plate's width.
    func trembling(_ time: Double) -> Double { Int(time * 8).isMultiple(of: 2) ? 0.512 : 0.488 }
    #expect(drive(isRed: { _ in true }, foot: trembling) == nil)
    // Stops a little past it and goes back.
    func backing(_ time: Double) -> Double { time < 1 ? 0.6 - 0.11 * time : 0.49 + 0.05 * (time - 1) }
    #expect(drive(isRed: { _ in true }, foot: backing) == nil)
  }

  @Test func pastTheLinesEndIsNoCrossing() {
    #expect(drive(x: 0.9, isRed: { _ in true }, foot: Self.away) == nil)
  }

  @Test func unreadAtTheLineIsStillACrossing() throws {
    let crossing = try #require(drive(isRed: { $0 >= 0.5 }, foot: { time in (1.2...1.9).contains(time) ? nil : 0.8 - 0.2 * time }))
    #expect(abs(crossing.at / .seconds(1) - 1.5) < 0.02)
    #expect(crossing.onLine.offset == .milliseconds(1500))
  }

  @Test func hiddenForLongItIsOnlyOneIfAllTheTimeWasRed() {
    func hidden(_ time: Double) -> Double? { (1.1...1.9).contains(time) ? nil : 0.8 - 0.2 * time }
    #expect(drive(isRed: { $0 >= 1.3 }, foot: hidden) == nil)
    #expect(drive(isRed: { $0 >= 0.9 }, foot: hidden) != nil)
  }

  @Test func aVehicleThatCreepsKeepsItsPictures() throws {
    // A plate's width is 60 pixels: over the line at 2 s, 0.4 widths (24 pixels, 0.048) past it four and a half seconds later.
    func creeping(_ time: Double) -> Double { time < 1.75 ? 0.6 - 0.05 * time : 0.5125 - 0.0105 * (time - 1.75) }
    let crossing = try #require(drive(seconds: 12, isRed: { _ in true }, foot: creeping))
    #expect((2.0...3.2).contains(crossing.at / .seconds(1)))
    #expect(abs((crossing.onLine.offset - crossing.at) / .seconds(1)) < 0.13)
    #expect(crossing.before.offset < crossing.at)
  }

  @Test func theVideoMayEndRightAfterwards() throws {
    let crossing = try #require(drive(seconds: 1.9, isRed: { _ in true }, foot: Self.away))
    #expect(crossing.after.offset == .milliseconds(1750))
  }

  @Test func whatIsKeptIsBounded() {
    var ring = FrameRing()
    for index in 0..<500 { ring.append(VideoScript.frame(Double(index) / 30)) }
    #expect(ring.frames.count == FrameRing.capacity)
    var slow = FrameRing()
    for index in 0..<50 { slow.append(VideoScript.frame(Double(index))) }
    #expect(slow.frames.count == 4)
  }

  @Test func redIsTakenFromTheLampsBoxAlone() throws {
    func share(_ jpeg: Data, _ box: Box) -> (picture_status, Double) {
      var colours = picture_colours()
      let status = jpeg.withUnsafeBytes { bytes in
        picture_colours_of(bytes.bindMemory(to: UInt8.self).baseAddress, bytes.count, box.x, box.y, box.width, box.height, &colours)
      }
      return (status, colours.red_share)
    }
    #expect(share(Self.red, VideoScript.lamp).1 > 0.7)
    #expect(share(Self.dark, VideoScript.lamp).1 == 0)
    #expect(share(Self.red, Box(x: 0.5, y: 0.5, width: 0.1, height: 0.1)).1 == 0)
    #expect(share(Self.red, Box(x: 0.9, y: 0.9, width: 0.2, height: 0.2)).0 == PICTURE_BAD_REQUEST)
    #expect(share(Self.red, Box(x: .nan, y: 0, width: 0.2, height: 0.2)).0 == PICTURE_BAD_REQUEST)
    #expect(share(Self.red.prefix(300), VideoScript.lamp).0 != PICTURE_OK)
    #expect(share(Data("no picture".utf8), VideoScript.lamp).0 == PICTURE_NOT_JPEG)
  }
}
