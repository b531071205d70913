public import Foundation

/// Where the means of recovery rest: at most one for each person.
public protocol RecoveryStore: Sendable {
  func recovery(of person: UUID) async throws -> RecoveryMeans?
  /// Keeps means; they replace those before.
  func save(_ means: RecoveryMeans) async throws
  /// Changes means in one step, so that a code is not used twice and no attempt goes uncounted.
  /// - Returns: What the change returns; `nil` where there are none.
  func changeRecovery(of person: UUID, _ change: @Sendable (inout RecoveryMeans) -> Bool) async throws -> Bool?
  /// - Returns: Whether there were any.
  func removeRecovery(of person: UUID, at now: Date) async throws -> Bool
}
