import Foundation
import Testing
import Traffic

@testable import Recognition

@Suite struct VideoDirectionTests {
  /// The direction of a plate whose height in the picture and width go on by steps.
  private func direction(
    _ count: Int = 10, y: Double = 300, step: Double = 0, width: Double = 60, growth: Double = 0, tremble: Double = 0
  ) -> Capture.Direction {
    var motion: PlateMotion?
    for index in 0..<count {
      let wide = width + growth * Double(index) + tremble * Double(index % 3)
      let place = PlatePlace(x: 500 + tremble * Double(index % 2), y: y + step * Double(index), width: wide, height: wide / 4)
      let offset = Duration.milliseconds(125 * index)
      if motion == nil { motion = PlateMotion(place, at: offset) } else { motion?.move(to: place, at: offset) }
    }
    return motion?.direction ?? .unknown
  }

  @Test func sizeTellsComingFromGoing() {
    #expect(direction(width: 50, growth: 4) == .approach)
    #expect(direction(width: 90, growth: -4) == .recede)
  }

  @Test func theWayTellsWhereTheSizeDoesNot() {
    #expect(direction(y: 100, step: 15, growth: 0.1) == .approach)
    #expect(direction(y: 400, step: -15) == .recede)
  }

  @Test func whatStandsOrIsSeenTooBrieflyHasNone() {
    #expect(direction(40, tremble: 1) == .unknown)
    #expect(direction(2, step: 20, width: 50, growth: 10) == .unknown)
  }

  @Test func aLongWayIsThinnedAndStillTells() {
    #expect(direction(5_000, width: 50, growth: 0.01) == .approach)
  }

  @Test func predictionGoesOnAsItWent() {
    var motion = PlateMotion(PlatePlace(x: 100, y: 100, width: 50, height: 12), at: .zero)
    for index in 1...8 { motion.move(to: PlatePlace(x: 100, y: 100 + 20 * Double(index), width: 50, height: 12), at: .milliseconds(125 * index)) }
    let next = motion.predicted(at: .milliseconds(1125))
    #expect(abs(next.y - 280) < 0.5 && abs(next.x - 100) < 0.5)
    #expect(!motion.isStanding)
    for index in 9...18 { motion.move(to: PlatePlace(x: 100, y: 261 + Double(index % 2), width: 50, height: 12), at: .milliseconds(125 * index)) }
    #expect(motion.isStanding)
  }
}
