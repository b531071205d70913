import Access
import Enforcement
import Foundation
import Traffic

/// Who looks at a case, from where in the queue, and what else is known beside it: everything a case page is made of.
struct CaseView: Sendable {
  var file: Case
  var person: Person
  var filter: QueueFilter
  var position: QueuePosition
  /// What the registry says of the plate that the page shows; `nil` where it does not hold it.
  var registered: RegisteredVehicle?
  /// Whether a registry was imported at all.
  var hasRegistry: Bool
  var related: [Case]
  var problem: String?
  var tileURL: String?
  var surroundings: Surroundings

  var reviewer: Reviewer { Reviewer(person) }
}

extension Reviewer {
  /// Somebody who is signed in, as the rules of review see them.
  init(_ person: Person) {
    self.init(id: person.id, name: person.name, isSupervisor: person.may(.approveAsSupervisor))
  }
}
