import WebReception

/// What a route has its person confirm with a passkey before it acts.
struct ApprovalDemand: Sendable {
  /// What is done, as the approval names it: `person.roles`.
  let verb: String
  /// Fields that must rest nowhere, such as passwords. They are sent with the act and stand in no approval.
  let withheld: Set<String>
  /// What would be done, in words for the person and for whoever reads the approval later; `nil` where this time nothing has to be confirmed.
  let words: @Sendable (Visit, FormFields) async throws -> String?
}

extension Route {
  /// The same route, which acts only on what its person has confirmed with a passkey: exactly this form, with all its fields, once.
  ///
  /// The page marks its form with `data-approve`; a script posts through `withApproval` of approve.js.
  /// - Parameters:
  ///   - verb: What is done, as the approval names it: `person.roles`.
  ///   - withheld: Fields that must not rest in an approval, such as passwords.
  ///   - words: What would be done, in a sentence; `nil` where this time nothing has to be confirmed.
  func approved(
    _ verb: String, withholding withheld: Set<String> = [], words: @escaping @Sendable (Visit, FormFields) async throws -> String?
  ) -> Route {
    var route = self
    route.demand = ApprovalDemand(verb: verb, withheld: withheld, words: words)
    return route
  }
}
