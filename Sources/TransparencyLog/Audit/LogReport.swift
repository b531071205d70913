public import Foundation

/// What came of reading a whole log.
public struct LogReport: Sendable {
  /// The state that was checked; `nil` where there is none that the log's key signed.
  public internal(set) var state: Checkpoint?
  /// The published checkpoint against the policy that was given; `nil` without one, or where it does not hold.
  public internal(set) var witnessed: WitnessedCheckpoint?
  /// The first and the last entry, as they rest.
  public internal(set) var firstEntry: Data?
  public internal(set) var lastEntry: Data?
  /// Empty where everything is as it was written.
  public internal(set) var findings: [LogFinding] = []
}
