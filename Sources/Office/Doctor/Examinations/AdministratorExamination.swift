import Access
import Storage

/// Whether somebody can look after the installation.
struct AdministratorExamination: Examination {
  static let name = "administrator"

  let configuration: Configuration
  let store: Store

  struct Facts: Sendable {
    /// People who are enabled and have the role.
    var administrators: Int
    /// Those of them who have a passkey.
    var withPasskey: Int
    /// Whether links open sessions by themselves, as in trials on one machine.
    var linksEnter: Bool
  }

  func facts() async throws -> Facts {
    let administrators = try await store.people().filter { $0.isEnabled && $0.roles.contains(.administrator) }
    var withPasskey = 0
    for person in administrators where try await !store.passkeys(of: person.id).isEmpty { withPasskey += 1 }
    return Facts(administrators: administrators.count, withPasskey: withPasskey, linksEnter: configuration.signIn.links == .enter)
  }

  func findings(_ facts: Facts) -> [Finding] {
    guard facts.administrators > 0 else {
      return [fails("There is no administrator.", "`gantry person add \"Their Name\" --role administrator` prints a link that works once.")]
    }
    if facts.withPasskey == 0, !facts.linksEnter {
      return [fails("No administrator has a passkey.", "`gantry person link \"Their Name\"` prints a link with which they make one.")]
    }
    return [holds(facts.administrators == 1 ? "There is one administrator." : "There are \(facts.administrators) administrators.")]
  }
}
