import Foundation
import Testing
import Traffic

@testable import RoadSimulator

@Suite struct TrafficFlowTests {
  let country = Country.standard
  let start = Date(timeIntervalSince1970: 1_795_258_800)

  private func passages(seconds: Double, pace: Pace = .demo) -> [Passage] {
    var flow = TrafficFlow(country: country, from: start, pace: pace)
    var passages: [Passage] = []
    while true {
      let passage = flow.next()
      guard passage.at.timeIntervalSince(start) < seconds else { return passages }
      passages.append(passage)
    }
  }

  @Test func sameStartSameTraffic() {
    let first = passages(seconds: 60), second = passages(seconds: 60)
    #expect(first.map(\.vehicle) == second.map(\.vehicle))
    #expect(first.map(\.at) == second.map(\.at))
  }

  @Test func isAsDenseAsAskedAndInOrder() {
    let passages = passages(seconds: 600)
    #expect((1_700...3_300).contains(passages.count))
    #expect(zip(passages, passages.dropFirst()).allSatisfy { $0.at <= $1.at })
    #expect(passages.allSatisfy { $0.at >= start })
  }

  @Test func violationsComeInABurstAndThenSteadily() {
    let offences = passages(seconds: 600).filter { $0.offence != nil }
    #expect((12...26).contains(offences.filter { $0.at.timeIntervalSince(start) < 60 }.count))
    #expect((35...62).contains(offences.filter { $0.at.timeIntervalSince(start) >= 60 }.count))
    #expect(Set(offences.compactMap(\.offence)).count >= 3)
  }

  @Test func onlyOffendersPassAtRed() throws {
    for passage in passages(seconds: 600) {
      let bank = country.banks[passage.bank]
      let mounted = try #require(bank.camera(forTravelDegrees: passage.travelDegrees))
      guard let plan = bank.signals, let group = mounted.signalGroup else { continue }
      let colour = plan.state(group, at: passage.at).colour
      if passage.offence == .redLight { #expect(colour == .red) } else { #expect(colour != .red || passage.offence != nil) }
    }
  }

  @Test func speedersAreAboveTheLimitAndOthersAreNot() {
    for passage in passages(seconds: 600) {
      guard let limit = country.banks[passage.bank].site.speedLimitKmh else { continue }
      if passage.offence == .speed { #expect(passage.speedKmh > limit + 10) }
      if passage.offence == nil { #expect(passage.speedKmh <= limit + 2) }
    }
  }

  @Test func signalGroupsAreNeverGreenTogether() {
    let plan = SignalPlan(name: "tas-001")
    for second in 0..<180 {
      let time = start.addingTimeInterval(Double(second))
      let colours = ["1", "2"].map { plan.state($0, at: time).colour }
      #expect(colours.filter { $0 == .green || $0 == .amber }.count <= 1)
    }
  }

  @Test func phasesCoverTheirTimeWithoutGaps() {
    let plan = SignalPlan(name: "tas-002")
    let end = start.addingTimeInterval(200)
    let phases = plan.phases(from: start, to: end).filter { $0.group == "1" }
    #expect(phases.count >= 8)
    for phase in phases { #expect(plan.state("1", at: phase.since.addingTimeInterval(0.5)).colour == phase.colour) }
    #expect(plan.phases(from: start, to: start).isEmpty)
  }
}
