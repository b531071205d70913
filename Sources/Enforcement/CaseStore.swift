public import Traffic

/// Where cases rest between decisions.
public protocol CaseStore: Sendable {
  /// The case; `nil` where there is none with this ID.
  func `case`(_ id: CaseID) async throws -> Case?
  func cases(_ query: CaseQuery) async throws -> [Case]
  /// How many cases are in each state; states without cases are absent.
  func countsByState() async throws -> [CaseState: Int]
  /// Changes a case in one transaction, or not at all.
  /// - Parameter expecting: the state that the caller saw; another one means that somebody was faster, and nothing is changed.
  /// - Throws: what `change` throws, and the store's own errors.
  func change(_ id: CaseID, expecting: CaseState, _ change: @Sendable (inout Case) throws -> Void) async throws -> Case
}
