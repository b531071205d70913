public import Foundation

/// Somebody who may come in.
public struct Person: Sendable, Codable, Hashable, Identifiable {
  /// The longest unit, in characters.
  public static let longestUnit = 60

  public var id: UUID
  /// What colleagues read on the timeline of a case.
  public var name: String
  public var roles: Set<Role>
  /// A person who left is disabled and not deleted, because cases name them.
  public var isEnabled: Bool
  public var createdAt: Date
  /// Where in the organisation they work, as the public log names it; empty where nobody said. Not to name a single person.
  public var unit: String
  /// Where they work. What lies outside is not there for them.
  public var scope: Scope

  public init(
    id: UUID = UUID(), name: String, roles: Set<Role>, isEnabled: Bool = true, createdAt: Date, unit: String = "", scope: Scope = .everywhere
  ) {
    self.id = id
    self.name = name
    self.roles = roles
    self.isEnabled = isEnabled
    self.createdAt = createdAt
    self.unit = unit
    self.scope = scope
  }

  /// All that the roles together allow; nothing for a disabled person.
  public var permissions: Set<Permission> {
    isEnabled ? roles.reduce(into: []) { $0.formUnion($1.permissions) } : []
  }

  /// Whether only a passkey that stays on one device will do: who runs the system is worth copying a key for.
  public var needsDeviceBoundPasskey: Bool { roles.contains(.administrator) }

  /// Whether the person may do something.
  public func may(_ permission: Permission) -> Bool { permissions.contains(permission) }

  /// Whether roles and scope go together. An auditor has to see the whole: records that are cut down to a region hide exactly the look from
  /// another one that the audit is there to find.
  public var isScopeAllowed: Bool { scope == .everywhere || !roles.contains(.auditor) }
}

extension Person {
  /// People who were written down before there were units have none; before there were scopes, everybody worked everywhere.
  public init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      id: try fields.decode(UUID.self, forKey: .id), name: try fields.decode(String.self, forKey: .name),
      roles: try fields.decode(Set<Role>.self, forKey: .roles), isEnabled: try fields.decode(Bool.self, forKey: .isEnabled),
      createdAt: try fields.decode(Date.self, forKey: .createdAt), unit: try fields.decodeIfPresent(String.self, forKey: .unit) ?? "",
      scope: try fields.decodeIfPresent(Scope.self, forKey: .scope) ?? .everywhere)
  }
}
