public import Foundation

/// A person who decides cases.
public struct Reviewer: Sendable, Hashable {
  public var id: UUID
  public var name: String
  /// Whether this person may decide where two reviewers disagreed.
  public var isSupervisor: Bool

  public init(id: UUID, name: String, isSupervisor: Bool = false) {
    self.id = id
    self.name = name
    self.isSupervisor = isSupervisor
  }
}
