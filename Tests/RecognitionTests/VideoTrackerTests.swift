import Foundation
import Testing
import Traffic

@testable import Recognition

@Suite struct VideoTrackerTests {
  private func read(_ text: String, _ confidence: Double = 0.9, x: Double, y: Double, width: Double = 0.06) -> PlateRead {
    VideoScript.read(text, confidence, x: x, y: y, width: width)
  }

  @Test func aPassingVehicleIsOneTrack() throws {
    let frames = (0..<16).map { [read("01A123BC", x: 0.5, y: 0.1 + 0.05 * Double($0))] }
    let tracks = VideoScript.tracks(frames)
    let sighting = try #require(tracks.first?.sighting)
    #expect(tracks.count == 1)
    #expect(sighting.plate.plate.text == "01A123BC")
    #expect(sighting.frameCount == 16)
    #expect(sighting.firstSeen == .zero && sighting.lastSeen == .milliseconds(1875))
    #expect(sighting.direction == .approach)
  }

  @Test func vehiclesSideBySideStayTwo() {
    // Two that drive abreast with similar plates, half a plate apart in time, and change nothing but their place.
    let frames = (0..<12).map { index in
      let y = 0.2 + 0.05 * Double(index)
      return [read("01A123BC", x: 0.4, y: y), read("01A123BD", x: 0.55, y: y + 0.03)].shuffled()
    }
    let tracks = VideoScript.tracks(frames)
    #expect(tracks.count == 2)
    #expect(Set(tracks.compactMap { $0.sighting?.plate.plate.text }) == ["01A123BC", "01A123BD"])
    #expect(tracks.allSatisfy { $0.frameCount == 12 })
  }

  @Test func vehiclesThatMeetDoNotChangeNames() {
    // One comes, one goes; in the middle their boxes overlap.
    let frames = (0..<17).map { index in
      [read("01A123BC", x: 0.5, y: 0.1 + 0.05 * Double(index)), read("95X777XX", x: 0.52, y: 0.9 - 0.05 * Double(index))]
    }
    let tracks = VideoScript.tracks(frames)
    #expect(tracks.count == 2)
    for track in tracks { #expect(track.vote.candidates.count == 1) }
  }

  @Test func aFewMissedFramesDoNotEndATrack() {
    let frames = (0..<20).map { index in (8..<13).contains(index) ? [] : [read("01A123BC", x: 0.5, y: 0.1 + 0.04 * Double(index))] }
    #expect(VideoScript.tracks(frames).map(\.frameCount) == [15])
  }

  @Test func aSecondWithoutItEndsATrack() {
    let gone = (0..<30).map { index in (5..<20).contains(index) ? [] : [read("01A123BC", x: 0.5, y: 0.1 + 0.03 * Double(index))] }
    #expect(VideoScript.tracks(gone).count == 2)
  }

  @Test func aStandingVehicleIsHiddenForSecondsAndStaysOne() {
    let hidden = (0..<60).map { index in (20..<52).contains(index) ? [] : [read("01A123BC", x: 0.5, y: 0.6)] }
    let tracks = VideoScript.tracks(hidden)
    #expect(tracks.count == 1)
    #expect(tracks.first?.sighting?.direction == .unknown)
  }

  @Test func theNextVehicleInAQueueIsAnother() {
    // The first drives off upwards; the next comes to where it stood.
    let first = (0..<16).map { [read("01A123BC", x: 0.5, y: 0.6 - 0.04 * Double(max(0, $0 - 8)))] }
    let next = (0..<24).map { [read("90K555OO", x: 0.5, y: max(0.6, 0.9 - 0.05 * Double($0)))] }
    let frames = first + next
    #expect(VideoScript.tracks(frames).compactMap { $0.sighting?.plate.plate.text } == ["01A123BC", "90K555OO"])
  }

  @Test func misreadsOfOneFrameStayInItsTrack() throws {
    let frames = (0..<10).map { index in
      let y = 0.3 + 0.03 * Double(index)
      return index == 4 ? [read("O1AI23BC", 0.95, x: 0.5, y: y)] : [read("01A123BC", 0.7, x: 0.5, y: y)]
    }
    let tracks = VideoScript.tracks(frames)
    #expect(tracks.count == 1)
    #expect(tracks.first?.sighting?.plate.plate.text == "01A123BC")
    #expect(tracks.first?.sighting?.plate.candidates.map(\.plate.text) == ["01A123BC", "O1AI23BC"])
  }

  @Test func aPatternThatLookedLikeAPlateForAMomentIsNone() {
    #expect(VideoScript.tracks([[read("ABC", 0.2, x: 0.5, y: 0.5)], [], []]).compactMap(\.sighting).isEmpty)
    // One sure look at a fast vehicle is enough.
    #expect(VideoScript.tracks([[read("01A123BC", 0.8, x: 0.5, y: 0.5)]]).compactMap(\.sighting).count == 1)
  }

  @Test func theBestFrameShowsThePlateLargestAndSure() throws {
    let frames = (0..<10).map { index in
      let step = Double(index)
      return [read("01A123BC", index == 9 ? 0.2 : 0.9, x: 0.5, y: 0.2 + 0.05 * step, width: 0.04 + 0.004 * step)]
    }
    let sighting = try #require(VideoScript.tracks(frames).first?.sighting)
    #expect(sighting.best.offset == .milliseconds(1000))
    #expect(abs((sighting.plate.box?.width ?? 0) - 0.072) < 1e-9)
  }

  @Test func tracksAreBounded() {
    let many = (0..<200).map { index in
      let (column, row) = (Double(index % 20), Double(index / 20))
      return read("P\(index)X", x: 0.05 + 0.045 * column, y: 0.05 + 0.09 * row, width: 0.01)
    }
    #expect(VideoScript.tracks([many, many]).count == PlateTracker.maximumTracks)
  }
}
