public import Foundation

/// The key with which somebody signs warrants, as the server and the keyholders know it. One for each person; a new one replaces it.
public struct ApprovalKeyCard: Codable, Hashable, Sendable {
  public let person: UUID
  /// The name that approvals and policies of keyholders have.
  public let approvalName: String
  /// What colleagues call the person.
  public let name: String
  /// Ed25519, 32 bytes.
  public let key: Data
  public let registeredAt: Date
  /// The keyholders that were told of it. Whether one trusts it is its own affair.
  public var proposedTo: Set<String>

  public init(person: UUID, approvalName: String, name: String, key: Data, registeredAt: Date, proposedTo: Set<String> = []) {
    self.person = person
    self.approvalName = approvalName
    self.name = name
    self.key = key
    self.registeredAt = registeredAt
    self.proposedTo = proposedTo
  }
}
