public import Foundation

/// An entry with everything that shows somebody who saw the log before that it is in the log they saw.
public struct LoggedEvidence: Hashable, Sendable {
  /// As it stands in the log.
  public let entry: Data
  public let proof: TlogProof
  /// From the state that was seen before to that of the proof.
  public let consistency: ConsistencyProof
}
