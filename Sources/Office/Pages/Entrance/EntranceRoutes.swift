import Access
import HTTPTypes
import Hummingbird
import Logging
import Storage
import WebReception

/// The entrance's pages, and leaving. What the scripts of the pages ask is in ``PasskeyEntranceRoutes``.
struct EntranceRoutes: Sendable {
  var routes: [Route] {
    [
      .get("/sign-in", .open, .nothing) { visit in try await Self.page(visit, next: visit.query["next"]) },
      .get("/enter", .open, .nothing) { visit in
        Self.linksEnter(visit) ? try await Self.page(visit, next: visit.query["next"]) : Self.enrolment(visit)
      },
      .post("/enter", .open, .nothing) { visit in try await enter(visit) },
      .post("/leave", .open, .nothing) { visit in try await leave(visit) },
    ]
  }

  static func linksEnter(_ visit: Visit) -> Bool { visit.office.parts.frontDoor.links == .enter }

  static func page(_ visit: Visit, next: String?, problem: String? = nil, status: HTTPResponse.Status = .ok) async throws -> Response {
    let agency = visit.office.parts.configuration.signIn.agency.map { AgencyButton($0, next: next) }
    let model = SignInPage(
      problem: problem.map(Layout.Note.init), next: localPath(next), hasPasskeys: visit.office.parts.frontDoor.relyingParty.canHavePasskeys,
      linksEnter: linksEnter(visit), agency: agency)
    return visit.office.templates.render(.signIn, PageModel(layout: layout("Sign in", visit), body: model), status: status)
  }

  /// The page on which a passkey is made.
  /// - Parameter token: of a link that was just given here; `nil` leaves it to the address of the page.
  static func enrolment(_ visit: Visit, token: String? = nil) -> Response {
    visit.office.templates.render(.enrol, PageModel(layout: layout("Set up your passkey", visit), body: EnrolPage(token: token)))
  }

  static func layout(_ title: String, _ visit: Visit) -> Layout {
    visit.office.layout(title, for: nil, at: nil, waiting: WaitingWork(), flash: nil)
  }

  /// Lets somebody in with a link alone, where links do that.
  private func enter(_ visit: Visit) async throws -> Response {
    let form = try await visit.form()
    let token = Self.token(in: form["token"] ?? "")
    guard Self.linksEnter(visit) else {
      return try await Self.page(
        visit, next: form["next"], problem: "A link lets nobody in by itself here: open it, and make a passkey with it.", status: .unauthorized)
    }
    guard let entered = try await visit.office.parts.frontDoor.enter(with: token, from: visit.caller, now: visit.now) else {
      try await EntranceRecord(visit).refused(Session.Way.link.rawValue)
      return try await Self.page(
        visit, next: form["next"], problem: "This link has been used or has expired. Ask an administrator for a new one.", status: .unauthorized)
    }
    var response = Response.redirect(to: Self.localPath(form["next"]) ?? "/")
    response.headers[.setCookie] = try await EntranceRecord(visit).admit(entered.person, entered.sessionToken, by: .link)
    return response
  }

  private func leave(_ visit: Visit) async throws -> Response {
    if let token = visit.office.cookie.token(in: visit.request) {
      try await visit.office.parts.frontDoor.leave(token)
      if let person = visit.context.person { try await EntranceRecord(visit).enter(.signOut, .session, of: person) }
    }
    var response = Response.redirect(to: "/sign-in")
    response.headers[.setCookie] = visit.office.cookie.takingBack
    return response
  }

  /// The token, where the whole link was pasted too.
  static func token(in text: String) -> String {
    text.split(separator: "#", omittingEmptySubsequences: false).last.map(String.init) ?? text
  }

  /// An address to go on to.
  /// - Returns: `nil` for anything but a path of this office: a link must not lead a person who has just signed in to somebody else's page.
  static func localPath(_ text: String?) -> String? {
    guard let text, text.hasPrefix("/"), !text.hasPrefix("//"), !text.contains("\\"), text.utf8.allSatisfy({ (0x21..<0x7F).contains($0) }) else {
      return nil
    }
    return text.hasPrefix("/sign-in") || text.hasPrefix("/enter") || text.hasPrefix("/recover") ? nil : text
  }
}
