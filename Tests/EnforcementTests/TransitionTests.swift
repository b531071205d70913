import Enforcement
import Foundation
import Testing
import Traffic

@Suite struct TransitionTests {
  /// The path of `cases.md`, from a capture to a closed case.
  @Test func theUsualWayIsOpen() {
    let ways: [[CaseState]] = [
      [.received, .queued, .firstReview, .secondReview, .approved, .noticeIssued, .paid, .closed],
      [.received, .integrityFailed, .void],
      [.queued, .secondReview, .thirdReview, .approved, .noticeIssued, .contested, .hearing, .reduced, .closed],
      [.noticeIssued, .nominated, .noticeIssued], [.hearing, .upheld, .closed], [.hearing, .dismissed, .closed], [.thirdReview, .rejected],
    ]
    for way in ways {
      for (from, to) in zip(way, way.dropFirst()) { #expect(from.canBecome(to), "\(from) → \(to)") }
    }
  }

  @Test func nothingComesBackFromTheEnd() {
    for end in [CaseState.closed, .rejected, .void, .expired] {
      #expect(!end.isOpen)
      for state in CaseState.allCases { #expect(!end.canBecome(state)) }
    }
    #expect(CaseState.allCases.filter { !$0.isOpen }.count == 4)
  }

  @Test func reviewsCannotBeJumped() {
    for state in CaseState.allCases where ![.secondReview, .thirdReview].contains(state) { #expect(!state.canBecome(.approved)) }
    for state in CaseState.allCases where ![.approved, .nominated].contains(state) { #expect(!state.canBecome(.noticeIssued)) }
    for state in CaseState.allCases { #expect(!state.canBecome(state)) }
  }

  @Test func everyStateIsReachedFromReceived() {
    var reached: Set<CaseState> = [.received]
    var edge = reached
    while !edge.isEmpty {
      edge = Set(edge.flatMap(\.successors)).subtracting(reached)
      reached.formUnion(edge)
    }
    #expect(reached == Set(CaseState.allCases))
  }

  @Test func aMoveIsWrittenDown() throws {
    var violation = Samples.newCase(state: .received)
    try violation.move(to: .queued, by: nil, what: "Evidence checked", at: Samples.noon)
    #expect(violation.state == .queued)
    #expect(violation.timeline == [Case.Event(at: Samples.noon, actor: nil, what: "Evidence checked", state: .queued)])
    violation.remark("Opened", by: "Person 1", at: Samples.noon)
    #expect(violation.timeline.last == Case.Event(at: Samples.noon, actor: "Person 1", what: "Opened"))
  }

  @Test func aRefusedMoveChangesNothing() {
    var violation = Samples.newCase(state: .queued)
    let before = violation
    #expect(throws: ReviewFault.transition(from: .queued, to: .paid)) {
      try violation.move(to: .paid, by: nil, what: "", at: Samples.noon)
    }
    #expect(violation == before)
  }

  @Test func noMoveReplacesAReview() {
    for target in [CaseState.secondReview, .thirdReview, .approved, .rejected] {
      for state in CaseState.allCases {
        var violation = Samples.newCase(state: state)
        #expect(throws: ReviewFault.needsReviews(target)) { try violation.move(to: target, by: "x", what: "", at: Samples.noon) }
      }
    }
    var approved = Samples.newCase(state: .approved)
    #expect(throws: ReviewFault.noSettledPlate) { try approved.move(to: .noticeIssued, by: "x", what: "", at: Samples.noon) }
  }

  @Test func everythingHasAName() {
    #expect(Set(CaseState.allCases.map(\.label)).count == CaseState.allCases.count)
    #expect(Set(RejectReason.allCases.map(\.label)).count == RejectReason.allCases.count)
    #expect(Set(ViolationKind.allCases.map(\.label)).count == ViolationKind.allCases.count)
    #expect(RejectReason.allCases.filter(\.needsNote) == [.other])
  }
}
