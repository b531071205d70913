public import Foundation

/// Somebody who may come in.
public struct Person: Sendable, Codable, Hashable, Identifiable {
  public var id: UUID
  /// What colleagues read on the timeline of a case.
  public var name: String
  public var roles: Set<Role>
  /// A person who left is disabled and not deleted, because cases name them.
  public var isEnabled: Bool
  public var createdAt: Date

  public init(id: UUID = UUID(), name: String, roles: Set<Role>, isEnabled: Bool = true, createdAt: Date) {
    self.id = id
    self.name = name
    self.roles = roles
    self.isEnabled = isEnabled
    self.createdAt = createdAt
  }

  /// All that the roles together allow; nothing for a disabled person.
  public var permissions: Set<Permission> {
    isEnabled ? roles.reduce(into: []) { $0.formUnion($1.permissions) } : []
  }

  /// Whether the person may do something.
  public func may(_ permission: Permission) -> Bool { permissions.contains(permission) }
}
