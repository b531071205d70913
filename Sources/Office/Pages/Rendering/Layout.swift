import Access

/// What stands around every page.
struct Layout: Sendable {
  var title: String
  var assetVersion: String
  /// The country or district whose rules are in force.
  var jurisdiction: String
  /// Where the page for everybody is.
  var publicAddress: String
  var person: Visitor?
  var nav: Navigation?
  var flash: Flash?

  struct Note: Sendable { var text: String }

  /// The person who is signed in, as the corner of the page shows them.
  struct Visitor: Sendable {
    var name: String
    var initials: String
    var rolesLabel: String

    init(_ person: Person) {
      name = person.name
      initials = Wording.initials(person.name)
      rolesLabel = Role.allCases.filter(person.roles.contains).map(\.rawValue).joined(separator: ", ")
    }
  }

  /// What came of the last act.
  struct Flash: Sendable {
    var text: String
    var isBad: Bool
  }
}
