import Enforcement
import Foundation
import Testing
import Traffic

@Suite struct ReviewTests {
  private let first = Samples.reviewer(1)
  private let second = Samples.reviewer(2)
  private let supervisor = Samples.reviewer(3, isSupervisor: true)

  private func reviewed(_ entries: [(Reviewer, Plate)]) throws -> Case {
    var violation = Samples.newCase()
    for (reviewer, plate) in entries { try violation.approve(by: reviewer, plate: plate, at: Samples.noon) }
    return violation
  }

  @Test func twoPeopleWithTheSamePlateApprove() throws {
    let half = try reviewed([(first, Samples.plate)])
    #expect(half.state == .secondReview && half.settledPlate == nil)
    let whole = try reviewed([(first, Samples.plate), (second, Samples.plate)])
    #expect(whole.state == .approved && whole.settledPlate == Samples.plate)
    #expect(whole.timeline.map(\.state) == [.secondReview, .approved])
    #expect(whole.timeline.map(\.actor) == ["Person 1", "Person 2"])
  }

  @Test func aClaimedCaseIsReviewedTheSameWay() throws {
    var violation = Samples.newCase()
    try violation.move(to: .firstReview, by: first.name, what: "Opened for review", at: Samples.noon)
    try violation.approve(by: first, plate: Samples.plate, at: Samples.noon)
    #expect(violation.state == .secondReview)
  }

  @Test func disagreementGoesToASupervisorWhoDecides() throws {
    let disputed = try reviewed([(first, Samples.plate), (second, Samples.otherPlate)])
    #expect(disputed.state == .thirdReview && disputed.settledPlate == nil)
    #expect(!disputed.canBeReviewed(by: Samples.reviewer(4)))
    #expect(disputed.canBeReviewed(by: supervisor))
    let decided = try reviewed([(first, Samples.plate), (second, Samples.otherPlate), (supervisor, Samples.otherPlate)])
    #expect(decided.state == .approved && decided.settledPlate == Samples.otherPlate)
  }

  @Test func nobodyReviewsTwice() throws {
    var violation = try reviewed([(first, Samples.plate)])
    #expect(!violation.canBeReviewed(by: first))
    #expect(throws: ReviewFault.reviewedBefore) { try violation.approve(by: first, plate: Samples.plate, at: Samples.noon) }
    #expect(throws: ReviewFault.reviewedBefore) { try violation.reject(by: first, reason: .glare, note: nil, at: Samples.noon) }
    let namesake = Reviewer(id: second.id, name: first.name)
    #expect(violation.canBeReviewed(by: namesake), "people are told apart by ID, not by name")
    var disputed = try reviewed([(supervisor, Samples.plate), (second, Samples.otherPlate)])
    #expect(throws: ReviewFault.reviewedBefore) { try disputed.approve(by: supervisor, plate: Samples.plate, at: Samples.noon) }
  }

  @Test(arguments: [CaseState.received, .integrityFailed, .approved, .noticeIssued, .closed, .rejected, .void, .expired])
  func onlyWaitingCasesAreReviewed(state: CaseState) {
    var violation = Samples.newCase(state: state)
    #expect(!violation.canBeReviewed(by: first))
    #expect(throws: ReviewFault.notInReview(state)) { try violation.approve(by: first, plate: Samples.plate, at: Samples.noon) }
    #expect(throws: ReviewFault.notInReview(state)) { try violation.reject(by: first, reason: .glare, note: nil, at: Samples.noon) }
  }

  @Test(arguments: [0, 1, 2])
  func oneIsEnoughToReject(approvalsBefore: Int) throws {
    let entries = [(first, Samples.plate), (second, Samples.otherPlate)].prefix(approvalsBefore)
    var violation = try reviewed(Array(entries))
    try violation.reject(by: supervisor, reason: .blurred, note: " \n", at: Samples.noon)
    #expect(violation.state == .rejected && violation.settledPlate == nil)
    let review = try #require(violation.reviews.last)
    #expect(review.decision == .reject && review.reason == .blurred && review.note == nil)
    #expect(violation.timeline.last?.what == "Rejected: Blurred")
  }

  @Test func otherNeedsWords() throws {
    var violation = Samples.newCase()
    for note in [nil, "", "  \n "] {
      #expect(throws: ReviewFault.needsNote) { try violation.reject(by: first, reason: .other, note: note, at: Samples.noon) }
    }
    let long = String(repeating: "x", count: Case.longestNote + 1)
    #expect(throws: ReviewFault.noteTooLong(limit: Case.longestNote)) {
      try violation.reject(by: first, reason: .other, note: long, at: Samples.noon)
    }
    #expect(violation == Samples.newCase(state: .queued).with(id: violation.id))
    try violation.reject(by: first, reason: .other, note: " towed away ", at: Samples.noon)
    #expect(violation.reviews.last?.note == "towed away")
  }

  @Test func noTextOfTheCaseHoldsAPlate() throws {
    let decided = try reviewed([(first, Samples.plate), (second, Samples.otherPlate), (supervisor, Samples.plate)])
    for event in decided.timeline { #expect(!event.what.contains("01A123")) }
    for fault in [ReviewFault.needsReviews(.approved), .notInReview(.void), .reviewedBefore, .needsSupervisor, .needsNote, .noSettledPlate] {
      #expect(fault.description.hasSuffix("."))
    }
  }
}

extension Case {
  fileprivate func with(id: CaseID) -> Case {
    var copy = self
    copy.id = id
    return copy
  }
}
