public import Foundation

/// What came of asking all witnesses.
public struct CosigningReport: Hashable, Sendable {
  /// What one witness said.
  public enum Outcome: Hashable, Sendable {
    case cosigned(Date)
    /// No answer.
    case unreachable
    /// An HTTP status that is no signature, or a signature that is not the witness's.
    case refused(status: Int)
    /// It saw a state of the log that this one does not continue: another one of this size, or a larger one. An alarm: somebody else writes
    /// with the log's key, or the log was set back to an older copy.
    case forked(seenSize: Int)
  }

  public let checkpoint: Checkpoint
  /// By the witness's name in the policy.
  public let outcomes: [String: Outcome]
  /// Whether the policy's quorum signed, so that the checkpoint was published.
  public let hasQuorum: Bool

  /// The witnesses that saw another face of the log.
  public var alarms: [String] { outcomes.filter { if case .forked = $0.value { true } else { false } }.keys.sorted() }
}
