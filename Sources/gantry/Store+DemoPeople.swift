import Access
import Foundation
import Storage

extension Store {
  /// Somebody who works in the demo, added at the first start; `nil` where an administrator has disabled them since.
  func demoPerson(_ name: String, roles: Set<Role>) async throws -> Person? {
    if let known = try await people().first(where: { $0.name == name }) { return known.isEnabled ? known : nil }
    let added = Person(name: name, roles: roles, createdAt: Date())
    try await add(added)
    return added
  }
}
