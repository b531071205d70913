import Enforcement
import Foundation
import Testing
import Traffic

@Suite struct SignalLogTests {
  private func phase(_ colour: SignalState.Colour, _ seconds: Double, group: String = "2") -> SignalState {
    SignalState(group: group, colour: colour, since: Samples.noon.addingTimeInterval(seconds))
  }

  private func state(_ log: SignalLog, _ seconds: Double, group: String = "2") -> SignalState? {
    log.state(group: group, at: Samples.noon.addingTimeInterval(seconds))
  }

  @Test func findsThePhaseAtAnInstant() {
    var log = SignalLog()
    for phase in [phase(.green, 0), phase(.amber, 20), phase(.red, 23), phase(.green, 60)] { log.append(phase) }
    #expect(state(log, -0.001) == nil)
    #expect(state(log, 0)?.colour == .green)
    #expect(state(log, 19.999)?.colour == .green)
    #expect(state(log, 20)?.colour == .amber)
    #expect(state(log, 59)?.colour == .red)
    #expect(state(log, 59)?.amberMilliseconds == 3000)
    #expect(state(log, 1e6)?.colour == .green)
    #expect(state(log, 10, group: "3") == nil)
  }

  @Test func takesPhasesInAnyOrder() {
    let phases = (0..<40).map { phase(SignalState.Colour.allCases[$0 % 4], Double($0) * 7) }
    var random = SeededRandom(seed: 1)
    var sorted = SignalLog()
    for phase in phases { sorted.append(phase) }
    for _ in 0..<50 {
      var shuffled = SignalLog()
      for phase in phases.shuffled(using: &random) + phases.shuffled(using: &random) { shuffled.append(phase) }
      #expect(shuffled == sorted)
    }
  }

  @Test func agreesWithALinearSearch() {
    var random = SeededRandom(seed: 2)
    let phases = (0..<100).map { phase(SignalState.Colour.allCases[Int.random(in: 0..<5, using: &random)], Double($0 * 10)) }
    var log = SignalLog()
    for phase in phases { log.append(phase) }
    for _ in 0..<500 {
      let seconds = Double.random(in: -10...1100, using: &random)
      let expected = phases.last { $0.since <= Samples.noon.addingTimeInterval(seconds) }
      #expect(state(log, seconds)?.since == expected?.since)
      #expect(state(log, seconds)?.colour == expected?.colour)
    }
  }

  @Test func keepsOnlyTheRecentPhases() {
    var log = SignalLog()
    for index in 0..<(SignalLog.phasesKept + 10) { log.append(phase(.red, Double(index))) }
    #expect(state(log, 9.5) == nil)
    #expect(state(log, 10)?.since == Samples.noon.addingTimeInterval(10))
    for index in 0..<100 { log.append(phase(.red, 0, group: "g\(index)")) }
    #expect(state(log, 0, group: "g62") != nil)
    #expect(state(log, 0, group: "g63") == nil, "one group was there before, so the last ones find no room")
  }
}
