public import Traffic

extension CaseState {
  /// What people call the state, as a heading.
  public var label: String {
    switch self {
    case .received: "Received"
    case .integrityFailed: "Integrity failed"
    case .queued: "Queued"
    case .firstReview: "In first review"
    case .secondReview: "In second review"
    case .thirdReview: "In third review"
    case .approved: "Approved"
    case .noticeIssued: "Notice issued"
    case .paid: "Paid"
    case .nominated: "Driver nominated"
    case .contested: "Contested"
    case .hearing: "In hearing"
    case .upheld: "Upheld"
    case .dismissed: "Dismissed"
    case .reduced: "Reduced"
    case .closed: "Closed"
    case .rejected: "Rejected"
    case .void: "Void"
    case .expired: "Expired"
    }
  }
}
