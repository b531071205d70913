public import Foundation
public import Traffic

extension Case {
  /// Moves the case along the table of transitions and writes it down.
  /// - Parameters:
  ///   - state: where to; states that reviewers decide on are reached by ``approve(by:plate:at:)`` and ``reject(by:reason:note:at:)`` only.
  ///   - actor: who did it; `nil` for the system.
  ///   - what: what happened, in words for the timeline; never a plate, because a second reviewer reads it.
  /// - Throws: ``ReviewFault``; the case is unchanged then.
  public mutating func move(to state: CaseState, by actor: String?, what: String, at instant: Date) throws(ReviewFault) {
    guard !state.isReachedByReview else { throw .needsReviews(state) }
    guard state != .noticeIssued || settledPlate != nil else { throw .noSettledPlate }
    try change(to: state, by: actor, what: what, at: instant)
  }

  /// Writes something down that changes no state.
  public mutating func remark(_ what: String, by actor: String?, at instant: Date) {
    timeline.append(Event(at: instant, actor: actor, what: what))
  }

  /// The only place where a case changes its state.
  mutating func change(to next: CaseState, by actor: String?, what: String, at instant: Date) throws(ReviewFault) {
    guard state.canBecome(next) else { throw .transition(from: state, to: next) }
    state = next
    timeline.append(Event(at: instant, actor: actor, what: what, state: next))
  }
}
