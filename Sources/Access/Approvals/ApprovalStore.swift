public import Foundation

/// Where approvals rest. They are kept as long as what was approved can be asked about; nothing here removes one.
public protocol ApprovalStore: Sendable {
  /// Keeps an approval and writes down the use of its passkey, in one step.
  /// - Returns: Whether the passkey is still there and its count could follow the last one.
  func keep(_ approval: Approval, use passkey: Passkey) async throws -> Bool
  func approval(_ id: UUID) async throws -> Approval?
  /// The newest approvals, newest first.
  func approvals(limit: Int) async throws -> [Approval]
}
