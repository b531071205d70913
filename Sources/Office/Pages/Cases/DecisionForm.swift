import Access
import Enforcement
import Traffic

/// The bar with which a reviewer decides.
struct DecisionForm: Sendable {
  var stageLabel: String
  /// Whether the plate must be entered without seeing what others entered.
  var isBlind: Bool
  var isFirst: Bool
  var isSecond: Bool
  var isThird: Bool
  /// The plate to begin with, canonical; empty for a blind review and where nobody read one.
  var plate: String
  /// The state that the reviewer saw; somebody who was quicker has changed it.
  var expecting: String
  var canReject: Bool
  var canApprove: Bool

  /// - Returns: `nil` where this person does not decide on this case now.
  init?(_ view: CaseView) {
    guard view.person.may(.reviewCases), view.file.canBeReviewed(by: view.reviewer) else { return nil }
    let state = view.file.state
    stageLabel = state.stageLabel
    isBlind = state.isBlindStage
    isSecond = state == .secondReview
    isThird = state == .thirdReview
    isFirst = !isSecond && !isThird
    plate = isBlind ? "" : view.file.pass.plate?.text ?? ""
    expecting = state.rawValue
    canReject = true
    // What nobody can look at, nobody can confirm.
    canApprove = !view.file.evidence.items.isEmpty
  }

  /// Why this person does not decide on this case although it waits for a decision; `nil` where they do, or where nothing waits.
  static func refusal(_ view: CaseView) -> String? {
    guard view.file.state.isInReview else { return nil }
    guard view.person.may(.reviewCases) else { return "Your role reads cases and does not decide them." }
    guard !view.file.canBeReviewed(by: view.reviewer) else { return nil }
    guard let index = view.file.reviews.firstIndex(where: { $0.reviewer == view.person.id }) else {
      return "The two reviewers entered different plates. A supervisor decides now."
    }
    return "You made the \(index == 0 ? "first" : "second") review. Another person decides now."
  }
}
