public import Foundation
public import TransparencyLog

/// That a log showed two faces: two of its checkpoints, both signed by it, of which one does not continue the other.
public struct ForkAlarm: Hashable, Sendable {
  /// What this server signed last.
  public let ours: SignedNote
  /// What a witness signed.
  public let theirs: SignedNote
  /// The witness's name in the policy.
  public let witness: String
  public let raisedAt: Date

  public init(ours: SignedNote, theirs: SignedNote, witness: String, raisedAt: Date) {
    self.ours = ours
    self.theirs = theirs
    self.witness = witness
    self.raisedAt = raisedAt
  }

  /// In words, for whoever finds the files.
  func text(origin: String) -> String {
    """
    \(raisedAt.ISO8601Format())
    The log \(origin) shows two faces. `theirs` is what the witness \(witness) signed, `ours` what this server signed last. Both bear the log's
    signature, and one does not continue the other: the log was set back to an older copy or changed, or two servers wrote with one key.
    Keep these files, and give both checkpoints to everybody who relies on the log. Documentation/witnesses.md says how to go on.

    """
  }
}
