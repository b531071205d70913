import CVision
import Foundation
import Traffic

/// Lamp, line and recent frames of one camera: who crossed on red, with pictures.
struct RedLightWatch {
  let marks: VideoMarks
  private var lamp = LampWatch()
  private var ring = FrameRing()

  /// The picture before is taken so long before the line, the one after so long past it.
  static let before: Duration = .milliseconds(600)
  static let after: Duration = .milliseconds(700)
  /// Within so short a time it is good enough to reckon when the line was crossed.
  static let longestGuess: Duration = .milliseconds(500)

  init(_ marks: VideoMarks) {
    self.marks = marks
  }

  mutating func look(at frame: VideoFrame) {
    ring.append(frame)
    lamp.look(isRed: Self.isRed(marks.redLamp, in: frame.jpeg), at: frame.offset)
  }

  /// Settles what crossed the line and can be decided now.
  /// - Parameter isLast: no more frames come; what is there must do.
  func settle(_ tracker: inout PlateTracker, isLast: Bool = false) {
    tracker.forEachTrack { track in
      guard let passage = track.passage, !passage.isSettled, let passing = passage.passing else { return }
      if track.stills?.passing != passing { track.stills = stills(of: passing, by: track) }
      guard passage.hasCrossed, isLast || ring.first(from: passing.at + Self.after) != nil else { return }
      track.passage?.isSettled = true
      track.crossing = track.stills.flatMap { crossing($0) }
      track.stills = nil
    }
  }

  private func crossing(_ stills: PassingStills) -> RedLightCrossing? {
    let passing = stills.passing
    guard let red = lamp.red(at: passing.at) else { return nil }
    // Where the plate was hidden for long, nobody knows when in that time it crossed: then all of it must have been red.
    guard passing.firstPast - passing.lastBefore <= Self.longestGuess || red.firstSeen <= passing.lastBefore else { return nil }
    let after = ring.first(from: passing.at + Self.after) ?? ring.frames.last ?? stills.onLine
    return RedLightCrossing(at: passing.at, redSince: red.since, before: stills.before, onLine: stills.onLine, after: after)
  }

  /// The picture before has the vehicle in it, and the lamp red where both can be had.
  private func stills(of passing: LinePassage.Passing, by track: PlateTrack) -> PassingStills? {
    guard let onLine = ring.first(from: passing.at) else { return nil }
    let wanted = max(passing.at - Self.before, lamp.red(at: passing.at)?.firstSeen ?? .zero, track.firstSeen)
    let first = ring.first(from: wanted).flatMap { $0.offset < passing.at ? $0 : nil }
    guard let before = first ?? ring.last(before: passing.at) else { return nil }
    return PassingStills(passing: passing, before: before, onLine: onLine)
  }

  private static func isRed(_ box: Box, in jpeg: Data) -> Bool {
    var colours = picture_colours()
    let status = jpeg.withUnsafeBytes { bytes in
      picture_colours_of(bytes.bindMemory(to: UInt8.self).baseAddress, bytes.count, box.x, box.y, box.width, box.height, &colours)
    }
    return status == PICTURE_OK && colours.red_share >= LampWatch.leastShare
  }
}
