public import Foundation

/// An entry for the public log that a warrant's way makes. Holds no plate, no name and no bare hash of one.
public struct WarrantEntry: Codable, Hashable, Sendable {
  public enum Kind: String, Codable, Sendable, CaseIterable {
    case requested = "warrant.requested"
    case approved = "warrant.approved"
    case refused = "warrant.refused"
    case expired = "warrant.expired"
    case unsealed = "warrant.unsealed"
    case tokensIssued = "tokens.issued"
    case queryExecuted = "query.executed"
    case keysReleased = "keys.released"
  }

  /// What a field says. Bytes are written as base64 in the log.
  public enum Value: Codable, Hashable, Sendable {
    case text(String)
    case number(Int)
    case bytes(Data)
  }

  public let kind: Kind
  public let at: Date
  public let fields: [String: Value]

  public init(_ kind: Kind, at: Date, _ fields: [String: Value]) {
    self.kind = kind
    self.at = at
    self.fields = fields
  }
}
