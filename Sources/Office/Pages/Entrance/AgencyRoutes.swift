import Access
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import Storage
import WebReception

/// Coming in through the agency's identity provider: the way there, and the way back.
struct AgencyRoutes: Sendable {
  static let path = "/sign-in/agency"

  var routes: [Route] {
    [
      .get(Self.path, .open, .nothing) { visit in try await begin(visit) },
      .get(Configuration.Agency.returnPath, .open, .nothing) { visit in try await finish(visit) },
    ]
  }

  private func begin(_ visit: Visit) async throws -> Response {
    let (desk, _) = try agency(visit)
    // Only our own page sends people there: another site could have them sign in behind their backs.
    let origin = RequestSender.origin(of: visit.office.parts.configuration.officeAddress)
    guard RequestSender(of: visit.request, ownOrigin: origin) != .elsewhere else { return .redirect(to: "/sign-in") }
    let begun: (address: URL, keepsake: String)
    do {
      begun = try await desk.begin(next: EntranceRoutes.localPath(visit.query["next"]), now: visit.now)
    } catch {
      return try await refused(visit, error)
    }
    // A session that the browser still holds is somebody's who has just left their chair.
    if let old = visit.office.cookie.token(in: visit.request) { try await visit.office.parts.frontDoor.leave(old) }
    var response = Response.redirect(to: begun.address.absoluteString)
    response.headers[.setCookie] = cookie(visit).handing(out: begun.keepsake)
    return response
  }

  private func finish(_ visit: Visit) async throws -> Response {
    let (desk, name) = try agency(visit)
    let query = visit.query
    let answer = AgencyAnswer(state: query["state"], code: query["code"], issuer: query["iss"], error: query["error"])
    let finished: (subject: AgencySubject, next: String?)
    do {
      finished = try await desk.finish(answer, keepsake: cookie(visit).keepsake(in: visit.request), now: visit.now)
    } catch {
      return try await refused(visit, error)
    }
    let parts = visit.office.parts
    guard let entered = try await parts.frontDoor.admit(finished.subject, from: parts.store, by: visit.caller, now: visit.now) else {
      try await EntranceRecord(visit).refused(Session.Way.agency.rawValue)
      return page(visit, AgencyPage(agency: name, problem: Layout.Note(text: AgencyPage.unknown)), .unauthorized)
    }
    var response = page(visit, AgencyPage(agency: name, next: EntranceRoutes.localPath(finished.next) ?? "/"), .ok)
    let session = try await EntranceRecord(visit).admit(entered.person, entered.sessionToken, by: .agency)
    response.headers.append(HTTPField(name: .setCookie, value: session))
    return response
  }

  private func refused(_ visit: Visit, _ fault: AgencyFault) async throws -> Response {
    let (_, name) = try agency(visit)
    visit.office.parts.logger.notice("sign-in through the agency refused", metadata: ["reason": "\(fault)"])
    if case .token = fault { try await EntranceRecord(visit).refused(Session.Way.agency.rawValue) }
    let status: HTTPResponse.Status = if case .away = fault { .badGateway } else { .unauthorized }
    return page(visit, AgencyPage(agency: name, problem: Layout.Note(text: AgencyPage.words(for: fault, agency: name))), status)
  }

  private func page(_ visit: Visit, _ model: AgencyPage, _ status: HTTPResponse.Status) -> Response {
    var response = visit.office.templates.render(.agency, PageModel(layout: EntranceRoutes.layout("Sign in", visit), body: model), status: status)
    response.headers.append(HTTPField(name: .setCookie, value: cookie(visit).takingBack))
    return response
  }

  private func agency(_ visit: Visit) throws(PageFault) -> (desk: AgencyDesk, name: String) {
    guard let desk = visit.office.parts.agency, let name = visit.office.parts.configuration.signIn.agency?.name else { throw .notFound("page") }
    return (desk, name)
  }

  private func cookie(_ visit: Visit) -> AgencyCookie { AgencyCookie(address: visit.office.parts.configuration.officeAddress) }
}
