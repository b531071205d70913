import Access
import Foundation

/// Who may come in, and with which roles.
struct PeoplePage: Sendable {
  var totalLabel: String
  var problem: Layout.Note?
  /// A link that was just made; shown once.
  var invitation: Invitation?
  var form: Form
  var rows: [Row]

  struct Invitation: Sendable {
    var name: String
    var link: String
    var expiresLabel: String
  }

  /// The form for somebody new, as it was filled in.
  struct Form: Sendable {
    var name: String
    var unit: String
    var roles: [RoleChoice]
    /// What was chosen of where they work; `nil` where nothing was.
    var chosenScope: Scope?
    var scope: ScopeChoices?

    init(name: String = "", unit: String = "", roles: Set<Role> = [], scope: Scope? = nil) {
      self.name = name
      self.unit = unit
      self.roles = RoleChoice.all(selected: roles)
      chosenScope = scope
    }
  }

  struct RoleChoice: Sendable, Hashable {
    var value: String
    var isSelected: Bool

    static func all(selected: Set<Role>) -> [RoleChoice] {
      Role.allCases.map { RoleChoice(value: $0.rawValue, isSelected: selected.contains($0)) }
    }
  }

  struct Row: Sendable {
    var id: String
    var name: String
    var initials: String
    var unit: String?
    var roles: [RoleName]
    var isEnabled: Bool
    /// Whether the row is of the person who looks; nobody locks themselves out.
    var isSelf: Bool
    var createdLabel: String
    /// How many passkeys the person has; `nil` for none.
    var passkeysLabel: String?
    var lastSeenLabel: String
    var choices: [RoleChoice]
    /// Where they work; `nil` for everywhere.
    var scopeLabel: String?
    var scope: ScopeChoices
  }

  struct RoleName: Sendable, Hashable { var roleLabel: String }

  init(
    _ people: [Person], passkeys: [UUID: Int], viewer: Person, attendance: Attendance, surroundings: Surroundings, clock: SiteClock, now: Date,
    form: Form = Form(), problem: String? = nil,
    invitation: Invitation? = nil
  ) {
    totalLabel = Wording.count(people.count, "person", "people")
    self.problem = problem.map(Layout.Note.init)
    self.invitation = invitation
    self.form = form
    self.form.scope = ScopeChoices(form.chosenScope ?? viewer.scope, in: surroundings, givenBy: viewer.scope)
    rows = people.map { person in
      Row(
        id: person.id.uuidString.lowercased(), name: person.name, initials: Wording.initials(person.name),
        unit: person.unit.isEmpty ? nil : person.unit,
        roles: Role.allCases.filter(person.roles.contains).map { RoleName(roleLabel: $0.rawValue) }, isEnabled: person.isEnabled,
        isSelf: person.id == viewer.id, createdLabel: clock.day(person.createdAt),
        passkeysLabel: passkeys[person.id].map { Wording.count($0) },
        lastSeenLabel: attendance.label(person.id, clock: clock, now: now), choices: RoleChoice.all(selected: person.roles),
        scopeLabel: person.scope.label, scope: ScopeChoices(person.scope, in: surroundings, givenBy: viewer.scope))
    }
  }
}

extension PeoplePage.Invitation {
  /// - Parameter address: the office's own, from the configuration.
  init(_ link: SignInLink, name: String, address: String, clock: SiteClock, now: Date) {
    self.name = name
    let base = address.hasSuffix("/") ? String(address.dropLast()) : address
    // Behind the number sign, so that the token is sent to no server and stands in no log.
    self.link = "\(base)/enter#\(link.token)"
    let minutes = Int((link.expiresAt.timeIntervalSince(now) / 60).rounded())
    expiresLabel = "\(Wording.count(minutes, "minute", "minutes")) (until \(clock.minute(link.expiresAt)))"
  }
}
