public import Foundation
public import Traffic

extension Case {
  /// The longest note that is kept with a decision, in characters.
  public static let longestNote = 2_000

  /// Whether this person may decide on the case now: it waits for a review, the person has not decided on it before, and where two reviewers
  /// disagreed the person is a supervisor.
  public func canBeReviewed(by reviewer: Reviewer) -> Bool {
    refusal(of: reviewer) == nil
  }

  /// Approves the case with the plate that the reviewer confirmed or entered.
  ///
  /// The first approval leads to the second review. There the same plate approves the case, and another plate leads to a third review, which
  /// decides.
  /// - Throws: ``ReviewFault``; the case is unchanged then.
  public mutating func approve(by reviewer: Reviewer, plate: Plate, at instant: Date) throws(ReviewFault) {
    if let refusal = refusal(of: reviewer) { throw refusal }
    switch state {
    case .secondReview where approvedPlates.contains(plate):
      try settle(on: plate, by: reviewer, what: "Second review: approved", at: instant)
    case .secondReview:
      try change(to: .thirdReview, by: reviewer.name, what: "Second review: approved with another plate", at: instant)
    case .thirdReview:
      try settle(on: plate, by: reviewer, what: "Third review: approved", at: instant)
    default:
      try change(to: .secondReview, by: reviewer.name, what: "First review: approved", at: instant)
    }
    reviews.append(Review(reviewer: reviewer.id, reviewerName: reviewer.name, decision: .approve, plate: plate, at: instant))
  }

  /// Turns the case down; one reviewer is enough, because doubt is the driver's.
  /// - Parameter note: required with ``RejectReason/other``.
  /// - Throws: ``ReviewFault``; the case is unchanged then.
  public mutating func reject(by reviewer: Reviewer, reason: RejectReason, note: String?, at instant: Date) throws(ReviewFault) {
    if let refusal = refusal(of: reviewer) { throw refusal }
    let words = note?.trimmingCharacters(in: .whitespacesAndNewlines) ?? ""
    guard !reason.needsNote || !words.isEmpty else { throw .needsNote }
    guard words.count <= Self.longestNote else { throw .noteTooLong(limit: Self.longestNote) }
    try change(to: .rejected, by: reviewer.name, what: "Rejected: \(reason.label)", at: instant)
    reviews.append(
      Review(
        reviewer: reviewer.id, reviewerName: reviewer.name, decision: .reject, reason: reason, note: words.isEmpty ? nil : words, at: instant))
  }

  private mutating func settle(on plate: Plate, by reviewer: Reviewer, what: String, at instant: Date) throws(ReviewFault) {
    try change(to: .approved, by: reviewer.name, what: what, at: instant)
    settledPlate = plate
  }

  private func refusal(of reviewer: Reviewer) -> ReviewFault? {
    if !state.isInReview { return .notInReview(state) }
    if hasReviewed(reviewer) { return .reviewedBefore }
    if state == .thirdReview, !reviewer.isSupervisor { return .needsSupervisor }
    return nil
  }

  func hasReviewed(_ reviewer: Reviewer) -> Bool {
    reviews.contains { $0.reviewer == reviewer.id }
  }

  private var approvedPlates: Set<Plate> {
    Set(reviews.filter { $0.decision == .approve }.compactMap(\.plate))
  }
}
