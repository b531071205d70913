import Access
import Foundation
import HTTPTypes
import Hummingbird
import Storage
import WebReception

/// A person's own account: their passkeys and where they are signed in.
struct AccountRoutes: Sendable {
  var routes: [Route] {
    [
      .get("/account", .signedIn, .nothing) { visit in try await Self.page(visit) },
      .post("/account/passkeys/options", .signedIn, .nothing) { visit in
        try Response(json: try await visit.office.parts.frontDoor.additionalOptions(for: try visit.person.id, now: visit.now))
      },
      .post("/account/passkeys", .signedIn, .change(.passkey)) { visit in try await add(visit) }
        .approved("passkey.add") { visit, form in try await Self.wordsOfAdding(form["name"] ?? "", visit) },
      .post("/account/passkeys/{id}/rename", .signedIn, .change(.passkey)) { visit in try await rename(visit) },
      .post("/account/passkeys/{id}/revoke", .signedIn, .change(.passkey)) { visit in try await revoke(visit) }
        .approved("passkey.revoke") { visit, _ in "Revoke your passkey “\(try await Self.passkey(visit).name)”." },
      .post("/account/sessions/end-others", .signedIn, .change(.session)) { visit in try await endOthers(visit) },
      .post("/account/sessions/{id}/end", .signedIn, .change(.session)) { visit in try await end(visit) },
    ]
  }

  static func page(
    _ visit: Visit, recovery begun: AccountRecovery.Begun? = nil, problem: String? = nil, status: HTTPResponse.Status = .ok
  ) async throws -> Response {
    let person = try visit.person
    let door = visit.office.parts.frontDoor
    let sessions = AccountPage.Sessions(all: try await door.sessions(of: person.id, now: visit.now), own: try await own(visit)?.hash)
    let clock = visit.office.surroundings.homeClock
    let recovery = AccountRecovery(setAt: try await door.recoverySetAt(of: person.id), begun: begun, clock: clock)
    let model = AccountPage(
      person, passkeys: try await door.passkeys(of: person.id), sessions: sessions, recovery: recovery,
      canAdd: door.relyingParty.canHavePasskeys, clock: clock, now: visit.now, problem: problem)
    return try await visit.office.page(.account, model, title: "Your account", at: nil, for: visit, status: status)
  }

  /// Who has no passkey yet came in another way, and has nothing to confirm the first one with.
  private static func wordsOfAdding(_ name: String, _ visit: Visit) async throws -> String? {
    try await visit.office.parts.frontDoor.passkeys(of: try visit.person.id).isEmpty ? nil : "Let another passkey, “\(name)”, sign in as you."
  }

  private func add(_ visit: Visit) async throws -> Response {
    let body = try await visit.json(EntranceBodies.NewPasskey.self, upTo: EntranceBodies.longest)
    let person = try visit.person
    visit.trail?.note { $0.reference = person.id.uuidString.lowercased() }
    let token = try await visit.office.parts.frontDoor.addPasskey(
      to: person.id, answer: body.answer, name: body.name, session: Self.token(visit), now: visit.now)
    var response = try Response(json: EntranceBodies.Next(next: "/account?said=\(Said.passkeyAdded.rawValue)"))
    response.headers[.setCookie] = visit.office.cookie.handing(orTakingBack: token)
    return response
  }

  private func rename(_ visit: Visit) async throws -> Response {
    let passkey = try await Self.passkey(visit)
    let name = try await visit.form()["name"] ?? ""
    do {
      guard try await visit.office.parts.frontDoor.rename(passkey.id, of: passkey.person, to: name) else { throw PageFault.notFound("passkey") }
    } catch let fault as PasskeyFault {
      return try await Self.page(visit, problem: fault.description, status: .unprocessableContent)
    }
    return .redirect(to: "/account?said=\(Said.passkeyRenamed.rawValue)")
  }

  private func revoke(_ visit: Visit) async throws -> Response {
    let passkey = try await Self.passkey(visit)
    let door = visit.office.parts.frontDoor
    // Two who revoke at once may still leave nobody a passkey; a link from an administrator is the way back then.
    guard try await door.passkeys(of: passkey.person).count > 1 else {
      throw PageFault.conflict("This is your only passkey. Add another one first, so that you can still come in.")
    }
    let (_, token) = try await door.revoke(passkey.id, of: passkey.person, session: Self.token(visit), now: visit.now)
    var response = Response.redirect(to: "/account?said=\(Said.passkeyRevoked.rawValue)")
    response.headers[.setCookie] = visit.office.cookie.handing(orTakingBack: token)
    return response
  }

  private func end(_ visit: Visit) async throws -> Response {
    let id = try visit.parameter("id", "session")
    let person = try visit.person
    let door = visit.office.parts.frontDoor
    guard let session = try await door.sessions(of: person.id, now: visit.now).first(where: { AccountPage.name(of: $0) == id }) else {
      throw PageFault.notFound("session")
    }
    try await door.end(session: session.hash, of: person.id)
    return .redirect(to: "/account?said=\(Said.sessionEnded.rawValue)")
  }

  private func endOthers(_ visit: Visit) async throws -> Response {
    let person = try visit.person
    let own = try await Self.own(visit)?.hash
    let door = visit.office.parts.frontDoor
    for session in try await door.sessions(of: person.id, now: visit.now) where session.hash != own {
      try await door.end(session: session.hash, of: person.id)
    }
    return .redirect(to: "/account?said=\(Said.sessionEnded.rawValue)")
  }

  /// The passkey that the address names, where it is the person's own.
  private static func passkey(_ visit: Visit) async throws -> Passkey {
    let id = try visit.parameter("id", "passkey")
    let passkeys = try await visit.office.parts.frontDoor.passkeys(of: try visit.person.id)
    guard let passkey = passkeys.first(where: { AccountPage.name(of: $0) == id }) else { throw PageFault.notFound("passkey") }
    return passkey
  }

  private static func token(_ visit: Visit) -> String { visit.office.cookie.token(in: visit.request) ?? "" }

  private static func own(_ visit: Visit) async throws -> Session? {
    try await visit.office.parts.frontDoor.session(of: token(visit), now: visit.now)
  }
}

extension SessionCookie {
  /// The header for a session that goes on under a new token, or has ended meanwhile.
  func handing(orTakingBack token: String?) -> String { token.map { handing(out: $0) } ?? takingBack }
}
