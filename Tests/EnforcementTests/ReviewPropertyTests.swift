import Enforcement
import Foundation
import Testing
import Traffic

/// Random calls by random people: what must hold whatever anybody does.
@Suite struct ReviewPropertyTests {
  private static let people = (1...5).map { Samples.reviewer($0, isSupervisor: $0 > 3) }
  private static let plates = [Samples.plate, Samples.otherPlate, Plate(canonical: "10B777CC")!]

  @Test(arguments: UInt64(0)..<8)
  func noSequenceOfCallsBreaksTheRules(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    var reached: Set<CaseState> = []
    for _ in 0..<200 {
      var violation = Samples.newCase(state: .received)
      for _ in 0..<30 {
        let before = violation
        let isDone = act(on: &violation, &random)
        expectOneLegalStep(from: before, to: violation, isDone: isDone)
        expectSoundReviews(violation)
      }
      reached.formUnion(violation.timeline.compactMap(\.state))
    }
    #expect(reached.isSuperset(of: CaseState.allCases.filter { $0 != .received }), "the walks reach every state, so the checks above meet them")
  }

  private func act(on violation: inout Case, _ random: inout SeededRandom) -> Bool {
    let reviewer = Self.people.randomElement(using: &random)!
    do {
      switch Int.random(in: 0..<20, using: &random) {
      case 0..<9: try violation.approve(by: reviewer, plate: Self.plates.randomElement(using: &random)!, at: Samples.noon)
      case 9: try violation.reject(by: reviewer, reason: RejectReason.allCases.randomElement(using: &random)!, note: nil, at: Samples.noon)
      default: try violation.move(to: target(after: violation.state, &random), by: reviewer.name, what: "moved", at: Samples.noon)
      }
      return true
    } catch {
      return false
    }
  }

  /// Any state at all, or, so that the walks get somewhere, one that the case may come to.
  private func target(after state: CaseState, _ random: inout SeededRandom) -> CaseState {
    let ways = state.successors.subtracting([.void, .expired]).sorted { $0.rawValue < $1.rawValue }
    let isAny = ways.isEmpty || Int.random(in: 0..<4, using: &random) == 0
    return (isAny ? CaseState.allCases : ways).randomElement(using: &random)!
  }

  private func expectOneLegalStep(from before: Case, to after: Case, isDone: Bool) {
    guard isDone else {
      #expect(after == before, "a refused call leaves no trace")
      return
    }
    #expect(before.state.canBecome(after.state))
    #expect(after.timeline.count == before.timeline.count + 1)
    #expect(after.timeline.last?.state == after.state)
    #expect(after.reviews.starts(with: before.reviews), "decisions are never taken back")
    #expect(after.timeline.starts(with: before.timeline), "the past is never rewritten")
  }

  private func expectSoundReviews(_ violation: Case) {
    #expect(Set(violation.reviews.map(\.reviewer)).count == violation.reviews.count, "nobody reviews twice")
    let wasApproved = violation.timeline.contains { $0.state == .approved }
    #expect(wasApproved == (violation.settledPlate != nil))
    guard wasApproved else { return }
    let plates = violation.reviews.map(\.plate)
    #expect(violation.reviews.allSatisfy { $0.decision == .approve })
    if plates.count == 2 {
      #expect(plates[0] == plates[1])
    } else {
      #expect(plates.count == 3 && plates[0] != plates[1])
      #expect(Self.people.first { $0.id == violation.reviews[2].reviewer }?.isSupervisor == true)
    }
    #expect(violation.settledPlate == plates.last)
  }
}
