public import Traffic

extension CaseState {
  /// Whether a case in this state may become `next`.
  public func canBecome(_ next: CaseState) -> Bool {
    successors.contains(next)
  }

  /// The states that may follow this one: the whole table.
  public var successors: Set<CaseState> {
    switch self {
    case .received: [.queued, .integrityFailed, .void, .expired]
    case .integrityFailed: [.void]
    case .queued: [.firstReview, .secondReview, .rejected, .void, .expired]
    // Back to the queue where the reviewer leaves without a decision.
    case .firstReview: [.queued, .secondReview, .rejected, .void, .expired]
    case .secondReview: [.approved, .thirdReview, .rejected, .void, .expired]
    case .thirdReview: [.approved, .rejected, .void, .expired]
    case .approved: [.noticeIssued, .void, .expired]
    case .noticeIssued: [.paid, .nominated, .contested, .void, .expired]
    case .paid: [.closed]
    // A nominated driver receives a notice of their own.
    case .nominated: [.noticeIssued, .closed, .void, .expired]
    case .contested: [.hearing, .void]
    case .hearing: [.upheld, .dismissed, .reduced, .void]
    case .upheld, .dismissed, .reduced: [.closed]
    case .closed, .rejected, .void, .expired: []
    }
  }

  /// Whether anything can still happen to the case.
  public var isOpen: Bool { !successors.isEmpty }

  /// Whether a reviewer can decide on it now.
  public var isInReview: Bool {
    switch self {
    case .queued, .firstReview, .secondReview, .thirdReview: true
    default: false
    }
  }

  /// Whether only reviewers' decisions lead to it.
  var isReachedByReview: Bool {
    switch self {
    case .secondReview, .thirdReview, .approved, .rejected: true
    default: false
    }
  }
}
