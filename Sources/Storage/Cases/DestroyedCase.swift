import Enforcement
public import Foundation
public import Traffic

/// What is left of a case whose time is over: enough to see that its number is not missing, and nothing that tells whom it was about.
public struct DestroyedCase: Hashable, Sendable, Identifiable {
  public let id: CaseID
  /// Such as `G-2026-000123`.
  public let number: String
  /// The state it ended in.
  public let state: CaseState
  public let kind: ViolationKind
  public let openedAt: Date
  /// When it came into its last state.
  public let changedAt: Date
  public let destroyedAt: Date

  /// The states that a case is destroyed in: nothing more can happen to it.
  static let states = CaseState.allCases.filter { !$0.isOpen }
}
