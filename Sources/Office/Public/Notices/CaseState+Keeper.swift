import Traffic

extension CaseState {
  /// Where a notice stands, told to whoever received it.
  var keeperText: String {
    switch self {
    case .noticeIssued: "The notice waits for you: pay it, contest it, or name who drove."
    case .paid: "The notice is paid. There is nothing left to do."
    case .nominated: "You named the driver. The authority looks at it; a new notice goes to the driver."
    case .contested: "You contested the notice. Somebody who did not decide it before looks at it; you will be written to."
    case .hearing: "Your objection is being heard. You will be written to."
    case .upheld: "Your objection was heard, and the notice stands."
    case .dismissed: "Your objection was heard, and the notice was dismissed. You owe nothing."
    case .reduced: "Your objection was heard, and the amount was reduced. You will be written to."
    case .closed: "The case is closed."
    case .void, .expired, .rejected: "The notice has no force any more. You owe nothing."
    case .received, .integrityFailed, .queued, .firstReview, .secondReview, .thirdReview, .approved:
      "The case is being looked at again. You will be written to."
    }
  }
}
