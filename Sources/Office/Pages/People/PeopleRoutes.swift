import Access
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import Storage
import Traffic
import WebReception

/// The administrator's page of people.
struct PeopleRoutes: Sendable {
  private static let longestName = 100

  var routes: [Route] {
    [
      .get("/people", .needs(.managePeople), .look(.people)) { visit in try await page(visit) },
      .post("/people", .needs(.managePeople), .change(.person)) { visit in try await invite(visit) }
        .approved("person.add") { _, form in "Invite \(form["name"] ?? "somebody") as \(Self.named(form))." },
      .post("/people/{id}/link", .needs(.managePeople), .change(.signInLink)) { visit in try await link(visit) }
        .approved("person.link") { visit, _ in "Make a one-time link for \(try await person(visit).name), with which a passkey of theirs is made." },
      .post("/people/{id}/roles", .needs(.managePeople), .change(.person)) { visit in try await setRoles(visit) }
        .approved("person.roles") { visit, form in "Give \(try await person(visit).name) these roles: \(Self.named(form))." },
      .post("/people/{id}/scope", .needs(.managePeople), .change(.person)) { visit in try await setScope(visit) }
        .approved("person.scope") { visit, form in
          let places = form.all("region") + form.all("site")
          let isEverywhere = form["scope"] == "everywhere"
          return "Let \(try await person(visit).name) work \(isEverywhere ? "everywhere" : "in \(places.joined(separator: ", ")) only")."
        },
      .post("/people/{id}/disable", .needs(.managePeople), .change(.person)) { visit in try await setEnabled(false, visit) }
        .approved("person.disable") { visit, _ in "Disable \(try await person(visit).name) and end their sessions." },
      .post("/people/{id}/enable", .needs(.managePeople), .change(.person)) { visit in try await setEnabled(true, visit) }
        .approved("person.enable") { visit, _ in "Let \(try await person(visit).name) come in again." },
      .post("/people/{id}/revoke-passkeys", .needs(.managePeople), .change(.passkey)) { visit in try await revokePasskeys(visit) }
        .approved("person.revoke-passkeys") { visit, _ in "Revoke all passkeys of \(try await person(visit).name) and end their sessions." },
    ]
  }

  private func page(
    _ visit: Visit, form: PeoplePage.Form = .init(), problem: String? = nil, invitation: PeoplePage.Invitation? = nil,
    status: HTTPResponse.Status = .ok
  ) async throws -> Response {
    let people = try await visit.people()
    var passkeys: [UUID: Int] = [:]
    for person in people {
      let count = try await visit.office.parts.frontDoor.passkeys(of: person.id).count
      if count > 0 { passkeys[person.id] = count }
    }
    let model = PeoplePage(
      people, passkeys: passkeys, viewer: try visit.person, attendance: visit.office.attendance, surroundings: visit.surroundings,
      clock: visit.office.surroundings.homeClock, now: visit.now, form: form, problem: problem, invitation: invitation)
    return try await visit.office.page(.people, model, title: "People", at: .people, for: visit, status: status)
  }

  /// Adds somebody and shows their link, once.
  private func invite(_ visit: Visit) async throws -> Response {
    let form = try await visit.form()
    let name = form["name"] ?? ""
    let roles = Set(form.all("role").compactMap(Role.init(rawValue:)))
    let unit = form["unit"] ?? ""
    let administrator = try visit.person
    // Whoever is limited themselves gives no more than they have, where nothing is said too.
    let scope = try Scope(form, in: visit.surroundings, givenBy: administrator.scope) ?? administrator.scope
    if let problem = Self.problem(name: name, roles: roles, unit: unit, scope: scope) {
      return try await page(visit, form: .init(name: name, unit: unit, roles: roles, scope: scope), problem: problem, status: .unprocessableContent)
    }
    let person = Person(name: name, roles: roles, createdAt: visit.now, unit: unit, scope: scope)
    visit.trail?.note { $0.reference = person.id.uuidString.lowercased() }
    try await visit.office.parts.store.add(person)
    visit.office.parts.logger.info("person added", metadata: ["person": "\(person.id)", "by": "\(administrator.id)"])
    return try await page(visit, invitation: try await invitation(for: person, visit))
  }

  private static func problem(name: String, roles: Set<Role>, unit: String, scope: Scope) -> String? {
    if scope != .everywhere, roles.contains(.auditor) { return AccessFault.auditorWithScope.description }
    if unit.count > Person.longestUnit { return "The unit is too long; \(Person.longestUnit) characters are kept." }
    if name.isEmpty { return "Please write the person's name." }
    if name.count > longestName { return "The name is too long; \(longestName) characters are kept." }
    return roles.isEmpty ? "Please choose at least one role." : nil
  }

  private func link(_ visit: Visit) async throws -> Response {
    let person = try await person(visit)
    guard person.isEnabled else { throw PageFault.conflict("This person is disabled. Enable them first, then make a link.") }
    return try await page(visit, invitation: try await invitation(for: person, visit))
  }

  private func invitation(for person: Person, _ visit: Visit) async throws -> PeoplePage.Invitation {
    let parts = visit.office.parts
    let link = try await parts.frontDoor.invite(person.id, now: visit.now)
    return PeoplePage.Invitation(
      link, name: person.name, address: parts.configuration.officeAddress, clock: visit.office.surroundings.homeClock, now: visit.now)
  }

  private func setRoles(_ visit: Visit) async throws -> Response {
    let form = try await visit.form()
    let roles = Set(form.all("role").compactMap(Role.init(rawValue:)))
    var person = try await person(visit)
    guard !roles.isEmpty else { throw PageFault.badForm("Please leave the person at least one role, or disable them.") }
    let administrator = try visit.person
    if person.id == administrator.id, !roles.contains(.administrator) {
      throw PageFault.conflict("You cannot take the administrator's role from yourself; another administrator can.")
    }
    person.roles = roles
    // A form without the field leaves the unit as it is; an empty field takes it away.
    if form.pairs.contains(where: { $0.name == "unit" }) { person.unit = form["unit"] ?? "" }
    guard person.isScopeAllowed else { throw PageFault.conflict(AccessFault.auditorWithScope.description) }
    guard person.unit.count <= Person.longestUnit else { throw PageFault.badForm("The unit is too long; \(Person.longestUnit) characters are kept.") }
    return try await change(person, visit, said: .rolesChanged)
  }

  private func setScope(_ visit: Visit) async throws -> Response {
    let administrator = try visit.person
    var person = try await person(visit)
    guard let scope = try Scope(try await visit.form(), in: visit.surroundings, givenBy: administrator.scope) else {
      throw PageFault.badForm("Please say where the person works: everywhere, or in some regions and at some sites.")
    }
    person.scope = scope
    guard person.isScopeAllowed else { throw PageFault.conflict(AccessFault.auditorWithScope.description) }
    return try await change(person, visit, said: .scopeChanged)
  }

  private func setEnabled(_ isEnabled: Bool, _ visit: Visit) async throws -> Response {
    var person = try await person(visit)
    let administrator = try visit.person
    guard isEnabled || person.id != administrator.id else {
      throw PageFault.conflict("You cannot disable yourself; another administrator can.")
    }
    person.isEnabled = isEnabled
    return try await change(person, visit, said: isEnabled ? .personEnabled : .personDisabled)
  }

  private func change(_ person: Person, _ visit: Visit, said: Said) async throws -> Response {
    let administrator = try visit.person
    try await visit.office.parts.frontDoor.change(person)
    visit.office.parts.logger.info(
      "person changed", metadata: ["person": "\(person.id)", "by": "\(administrator.id)", "what": "\(said.rawValue)"])
    return .redirect(to: "/people?said=\(said.rawValue)")
  }

  /// Takes all passkeys from somebody, such as one whose bag was stolen. A new link lets them make another.
  private func revokePasskeys(_ visit: Visit) async throws -> Response {
    let person = try await person(visit)
    let administrator = try visit.person
    guard person.id != administrator.id else { throw PageFault.conflict("Your own passkeys are on your account page.") }
    let door = visit.office.parts.frontDoor
    for passkey in try await door.passkeys(of: person.id) { _ = try await door.revoke(passkey.id, of: person.id, now: visit.now) }
    visit.office.parts.logger.info("passkeys revoked", metadata: ["person": "\(person.id)", "by": "\(administrator.id)"])
    return .redirect(to: "/people?said=\(Said.passkeysRevoked.rawValue)")
  }

  /// The roles of a form, in words.
  private static func named(_ form: FormFields) -> String {
    let roles = form.all("role")
    return roles.isEmpty ? "nothing" : roles.joined(separator: ", ")
  }

  private func person(_ visit: Visit) async throws -> Person {
    let person = try await visit.office.parts.store.person(try visit.uuid("id", "person"))
    guard let person, try visit.manages(person) else { throw PageFault.notFound("person") }
    return person
  }
}

extension Visit {
  /// The people whose work lies within that of the administrator who asks.
  func people() async throws -> [Person] { try await office.parts.store.people().filter(manages) }

  /// Whether somebody's work lies within that of the administrator who asks. Others are not theirs to change, or they would raise themselves.
  func manages(_ other: Person) throws -> Bool {
    try person.scope.covers(other.scope, among: office.parts.directory.current.sites.values)
  }
}
