public import Traffic

/// Why a case cannot be changed as asked. The messages are for the person who asked; none holds a plate.
public enum ReviewFault: Error, Hashable, Sendable, CustomStringConvertible {
  /// The table of transitions does not name this one.
  case transition(from: CaseState, to: CaseState)
  /// The state is reached by people's decisions alone.
  case needsReviews(CaseState)
  /// Nobody reviews a case in this state.
  case notInReview(CaseState)
  /// This person has decided on this case before.
  case reviewedBefore
  /// Two reviewers disagreed; a supervisor decides.
  case needsSupervisor
  /// A reason that says nothing without words of its own.
  case needsNote
  /// A note of more characters than are kept.
  case noteTooLong(limit: Int)
  /// No plate was settled by review.
  case noSettledPlate
  /// A part of the notice is missing.
  case noticeIncomplete(String)

  public var message: String {
    switch self {
    case .transition(let from, let to): "A case that is \(from.label.lowercased()) cannot become \(to.label.lowercased())."
    case .needsReviews(let state): "A case becomes \(state.label.lowercased()) by its reviewers' decisions, not by a move."
    case .notInReview(let state): "This case is \(state.label.lowercased()); it is not waiting for a review."
    case .reviewedBefore: "You have decided on this case already; the next review is another person's."
    case .needsSupervisor: "Two reviewers disagreed on this case; a supervisor decides."
    case .needsNote: "The reason \"Other\" needs a note that says what it is."
    case .noteTooLong(let limit): "The note is too long; \(limit) characters are kept."
    case .noSettledPlate: "No plate has been settled by review, so there is nobody to write to."
    case .noticeIncomplete(let part): "The notice cannot be written: \(part)."
    }
  }

  public var description: String { message }
}
