import Access
import Hummingbird
import Storage

/// Coming in with a passkey, and making the first one with a one-time link. Asked by the scripts of the entrance's pages.
struct PasskeyEntranceRoutes: Sendable {
  /// The same words for every link that does not work, whatever is wrong with it.
  static let badLink = "This link has been used or has expired. Ask an administrator for a new one."

  var routes: [Route] {
    [
      .post("/enter/options", .open, .nothing) { visit in try await accept(visit) },
      .post("/enter/passkey", .open, .nothing) { visit in try await enrol(visit) },
      .post("/sign-in/options", .open, .nothing) { visit in
        try Response(json: visit.office.parts.frontDoor.signInOptions(now: visit.now))
      },
      .post("/sign-in/passkey", .open, .nothing) { visit in try await signIn(visit) },
    ]
  }

  /// What the authenticator is asked, with the name of the person whose link it is. The link stays good.
  private func accept(_ visit: Visit) async throws -> Response {
    let body = try await visit.json(EntranceBodies.Link.self, upTo: EntranceBodies.longest)
    guard let options = try await visit.office.parts.frontDoor.enrolmentOptions(link: body.token, now: visit.now) else {
      throw try await refused("link", Self.badLink, visit)
    }
    return try Response(json: options)
  }

  private func enrol(_ visit: Visit) async throws -> Response {
    let body = try await visit.json(EntranceBodies.Enrolment.self, upTo: EntranceBodies.longest)
    do {
      let entered = try await visit.office.parts.frontDoor.enrol(
        link: body.token, answer: body.answer, name: body.name, from: visit.caller, now: visit.now)
      guard let entered else { throw try await refused("link", Self.badLink, visit) }
      let record = EntranceRecord(visit)
      try await record.enter(.alteration, .passkey, of: entered.person, detail: "enrol")
      return try await admitted(entered.person, entered.sessionToken, next: "/", visit)
    } catch let fault as PasskeyFault {
      throw try await refused("enrol", fault.description, visit)
    }
  }

  private func signIn(_ visit: Visit) async throws -> Response {
    let body = try await visit.json(EntranceBodies.SignIn.self, upTo: EntranceBodies.longest)
    do {
      let entered = try await visit.office.parts.frontDoor.signIn(answer: body.answer, from: visit.caller, now: visit.now)
      return try await admitted(entered.person, entered.sessionToken, next: EntranceRoutes.localPath(body.next) ?? "/", visit)
    } catch let fault as PasskeyFault {
      throw try await refused(Session.Way.passkey.rawValue, fault.description, visit)
    }
  }

  private func admitted(_ person: Person, _ token: String, next: String, _ visit: Visit) async throws -> Response {
    let cookie = try await EntranceRecord(visit).admit(person, token, by: .passkey)
    var response = try Response(json: EntranceBodies.Next(next: next))
    response.headers[.setCookie] = cookie
    return response
  }

  private func refused(_ way: String, _ words: String, _ visit: Visit) async throws -> PageFault {
    try await EntranceRecord(visit).refused(way)
    return .notLetIn(words)
  }
}
