import Foundation
import HTTPTypes
import Hummingbird
import Keyholding
import Logging
import Traffic
import WebReception

/// Coming in with the passphrase, and leaving.
struct EntranceRoutes: Sendable {
  private static let refusal = "This is not the keyholder's passphrase. Nothing was changed; try again."

  var routes: [Route] {
    [
      .get("/sign-in", .open) { visit in page(visit) },
      .post("/sign-in", .open) { visit in try await enter(visit) },
      .post("/sign-out", .open) { visit in await leave(visit) },
    ]
  }

  private func page(_ visit: Visit, person: String = "", problem: String? = nil, status: HTTPResponse.Status = .ok) -> Response {
    let layout = visit.desk.layout("Sign in", for: nil)
    return visit.desk.templates.render(.signIn, PageModel(layout: layout, body: SignInPage(person: person, problem: problem)), status: status)
  }

  private func enter(_ visit: Visit) async throws -> Response {
    let form = try await visit.form()
    let name = form["person"] ?? ""
    guard let person = PersonName(rawValue: name) else {
      let problem = "Your name goes into the record as one word: letters, digits, dots and dashes, such as judge-karimova."
      return page(visit, person: name, problem: problem, status: .unprocessableContent)
    }
    do {
      guard try await visit.desk.door.opens(with: form.raw("passphrase"), at: visit.now) else {
        visit.desk.logger.notice("sign-in refused")
        return page(visit, person: name, problem: Self.refusal, status: .unauthorized)
      }
    } catch {
      return page(visit, person: name, problem: error.message, status: error.status)
    }
    // A session that the browser still holds is somebody's who has just left their chair.
    if let old = visit.desk.cookie.token(in: visit.request) { await visit.desk.sessions.end(old) }
    visit.desk.logger.info("signed in")
    var response = Response.redirect(to: "/")
    response.headers[.setCookie] = visit.desk.cookie.handing(out: await visit.desk.sessions.begin(person, at: visit.now))
    return response
  }

  private func leave(_ visit: Visit) async -> Response {
    if let token = visit.desk.cookie.token(in: visit.request) { await visit.desk.sessions.end(token) }
    var response = Response.redirect(to: "/sign-in")
    response.headers[.setCookie] = visit.desk.cookie.takingBack
    return response
  }
}

/// The page on which the passphrase is entered.
struct SignInPage: Sendable {
  let person: String
  let problem: String?
}
