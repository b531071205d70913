public import Foundation

/// The way to one witness, such as an HTTP client. Belongs to whoever has one.
public protocol WitnessLine: Sendable {
  /// Posts a ``WitnessSubmission`` to the witness's `add-checkpoint`. Has to give up by itself when the witness takes too long.
  /// - Throws: anything, where the witness was not reached.
  func addCheckpoint(_ body: Data) async throws -> WitnessAnswer
}
