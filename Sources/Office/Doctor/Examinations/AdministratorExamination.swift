import Access
import Storage

/// Whether somebody can look after the installation.
struct AdministratorExamination: Examination {
  static let name = "administrator"

  let store: Store

  struct Facts: Sendable {
    /// People who are enabled and have the role.
    var administrators: Int
  }

  func facts() async throws -> Facts {
    Facts(administrators: try await store.people().count { $0.isEnabled && $0.roles.contains(.administrator) })
  }

  func findings(_ facts: Facts) -> [Finding] {
    guard facts.administrators > 0 else {
      return [fails("There is no administrator.", "`gantry person add \"Their Name\" --role administrator` prints a link that works once.")]
    }
    return [holds(facts.administrators == 1 ? "There is one administrator." : "There are \(facts.administrators) administrators.")]
  }
}
