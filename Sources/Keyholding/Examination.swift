public import Foundation

/// What a keyholder finds when it looks at a request: for whoever shows it to a judge.
public struct Examination: Hashable, Sendable {
  /// Everything that stands against it; empty where it can be granted.
  public let objections: [Refusal]
  /// How many tokens would be issued.
  public let tokens: Int
  /// When a quorum of witnesses saw its commitment in the log; `nil` where the proof does not hold.
  public let loggedAt: Date?
  /// The key of the policy each approval was made with, in the request's order; `nil` for an approval with a key that nobody here trusts.
  public let approvalKeys: [ApprovalKey?]

  /// Whether nothing stands against it but that its approvals' keys are not trusted, or not yet: all that a judge can change.
  public var mayBecomeGood: Bool { objections.allSatisfy { $0 == .approvalInvalid } }
}
