public import Foundation
public import TransparencyLog

/// The way to a witness that also shows what it signed last.
public protocol WitnessWay: WitnessLine {
  /// The state of a log that the witness signed last, as it keeps it.
  /// - Returns: `nil` where it has signed none.
  /// - Throws: anything, where the witness was not reached.
  func checkpoint(of origin: String) async throws -> Data?
}
