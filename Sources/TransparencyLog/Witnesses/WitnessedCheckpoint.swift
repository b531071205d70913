public import Foundation

/// A state of a log that fulfils a policy.
public struct WitnessedCheckpoint: Hashable, Sendable {
  public let checkpoint: Checkpoint
  /// When each witness of the policy that signed did so, by the witness's name in the policy.
  public let witnessTimes: [String: Date]
  /// From when on the quorum had signed: the earliest instant by which enough witnesses had. `nil` where the policy asks for none.
  public let quorumAt: Date?
}
