import Traffic

extension CaseState {
  /// The word for a narrow column.
  var stageLabel: String {
    switch self {
    case .received: "Received"
    case .integrityFailed: "Integrity failed"
    case .queued, .firstReview: "First review"
    case .secondReview: "Second review"
    case .thirdReview: "Third review"
    case .approved: "Approved"
    case .noticeIssued: "Notice issued"
    case .paid: "Paid"
    case .nominated: "Nominated"
    case .contested: "Contested"
    case .hearing: "Hearing"
    case .upheld: "Upheld"
    case .dismissed: "Dismissed"
    case .reduced: "Reduced"
    case .closed: "Closed"
    case .rejected: "Rejected"
    case .void: "Void"
    case .expired: "Expired"
    }
  }

  /// The sentence for filters and the head of a case.
  var waitingLabel: String {
    switch self {
    case .queued, .firstReview: "Waiting for first review"
    case .secondReview: "Waiting for second review"
    case .thirdReview: "Waiting for third review"
    default: stageLabel
    }
  }

  /// Where somebody's decision is awaited.
  static let underReview: [CaseState] = [.queued, .firstReview, .secondReview, .thirdReview]

  /// Whether a later reviewer must not see what an earlier one entered.
  var isBlindStage: Bool { self == .secondReview || self == .thirdReview }
}
