import Access
import HTTPTypes
import Hummingbird
import Logging
import WebReception

/// Coming in with a one-time link, and leaving.
struct EntranceRoutes: Sendable {
  var routes: [Route] {
    [
      .get("/sign-in", .open, .nothing) { visit in try await page(visit, next: visit.query["next"]) },
      .get("/enter", .open, .nothing) { visit in try await page(visit, next: visit.query["next"]) },
      .post("/enter", .open, .nothing) { visit in try await enter(visit) },
      .post("/leave", .open, .nothing) { visit in try await leave(visit) },
    ]
  }

  private func page(_ visit: Visit, next: String?, problem: String? = nil, status: HTTPResponse.Status = .ok) async throws -> Response {
    let agency = visit.office.parts.configuration.signIn.agency.map { AgencyButton($0, next: next) }
    let model = SignInPage(problem: problem.map(Layout.Note.init), next: Self.localPath(next), agency: agency)
    let layout = visit.office.layout("Sign in", for: nil, at: nil, waiting: WaitingWork(), flash: nil)
    return visit.office.templates.render(.signIn, PageModel(layout: layout, body: model), status: status)
  }

  private func enter(_ visit: Visit) async throws -> Response {
    let form = try await visit.form()
    let token = Self.token(in: form["token"] ?? "")
    guard let entered = try await visit.office.parts.frontDoor.enter(with: token, now: visit.now) else {
      visit.office.parts.logger.notice("sign-in refused")
      return try await page(
        visit, next: form["next"], problem: "This link has been used or has expired. Ask an administrator for a new one.", status: .unauthorized)
    }
    // A session that the browser still holds is somebody's who has just left their chair.
    if let old = visit.office.cookie.token(in: visit.request) { try await visit.office.parts.frontDoor.leave(old) }
    visit.office.parts.logger.info("signed in", metadata: ["person": "\(entered.person.id)"])
    var response = Response.redirect(to: Self.localPath(form["next"]) ?? "/")
    response.headers[.setCookie] = visit.office.cookie.handing(out: entered.sessionToken)
    return response
  }

  private func leave(_ visit: Visit) async throws -> Response {
    if let token = visit.office.cookie.token(in: visit.request) { try await visit.office.parts.frontDoor.leave(token) }
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
    return text.hasPrefix("/sign-in") || text.hasPrefix("/enter") ? nil : text
  }
}
