public import Foundation

/// An approval key that a keyholder is asked to trust.
public struct ApprovalKeyProposal: Codable, Sendable, Hashable {
  public var person: String
  public var name: String
  public var key: Data

  public init(person: String, name: String, key: Data) {
    self.person = person
    self.name = name
    self.key = key
  }
}
