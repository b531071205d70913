import Access
import Enforcement
import Foundation
import HTTPTypes
import Hummingbird
import Storage
import Traffic
import WebReception

/// The notice portal: number and access code lead to the evidence of one's own vehicle, and to what can be done about the notice.
struct PortalRoutes: Sendable {
  var routes: [PublicRoute] {
    [
      PublicRoute(.get, "/notice") { visit in try await door(visit) },
      PublicRoute(.post, "/notice") { visit in try await enter(visit) },
      PublicRoute(.get, "/notice/view") { visit in try await page(visit) },
      PublicRoute(.get, "/notice/check") { visit in try await check(visit) },
      PublicRoute(.get, "/notice/pictures/{place}") { visit in try await picture(visit) },
      PublicRoute(.get, "/notice/plate") { visit in try await closeUp(visit) },
      PublicRoute(.post, "/notice/contest") { visit in try await contest(visit) },
      PublicRoute(.post, "/notice/nominate") { visit in try await nominate(visit) },
      PublicRoute(.post, "/notice/leave") { visit in try await leave(visit) },
    ]
  }

  /// What one's own browser sees that gave number and code, and nobody else.
  private static let closed: Set<String> = ["/notice/view", "/notice/check", "/notice/pictures/{place}", "/notice/plate", "/notice/contest", "/notice/nominate"]

  /// Whether a route of the public listener answers those who gave nothing.
  static func isOpen(_ route: PublicRoute) -> Bool { !closed.contains(route.path) }

  // MARK: The door

  private func door(_ visit: PublicVisit) async throws -> Response {
    Self.door(PortalDoorPage(number: String((visit.query["number"] ?? "").prefix(40)), problem: nil), .ok, visit)
  }

  private func enter(_ visit: PublicVisit) async throws -> Response {
    let form = try await visit.form()
    let (number, code) = (String((form["number"] ?? "").prefix(40)), String((form["code"] ?? "").prefix(40)))
    guard await visit.desk.gate.admits(visit.source, number: number.uppercased(), at: visit.now) else {
      var refusal = Self.door(PortalDoorPage(number: "", problem: PortalDoorPage.tooOften), .tooManyRequests, visit)
      refusal.headers[.retryAfter] = "60"
      return refusal
    }
    guard let notice = try await PortalDoor(store: visit.desk.parts.store).notice(number, code: code) else {
      return Self.door(PortalDoorPage(number: "", problem: PortalDoorPage.wrong), .forbidden, visit)
    }
    try await PortalRecord(desk: visit.desk, notice: notice, source: visit.source).look(at: visit.now)
    let token = await visit.desk.sessions.open(notice.number, at: visit.now)
    var answer = Response.redirect(to: "/notice/view")
    answer.headers[.setCookie] = visit.desk.cookie.handing(out: token.text)
    return answer
  }

  private func leave(_ visit: PublicVisit) async throws -> Response {
    if let token = visit.desk.cookie.token(in: visit.request) { await visit.desk.sessions.close(token) }
    var answer = Response.redirect(to: "/notice")
    answer.headers[.setCookie] = visit.desk.cookie.takingBack
    return answer
  }

  private static func door(_ page: PortalDoorPage, _ status: HTTPResponse.Status, _ visit: PublicVisit) -> Response {
    visit.desk.page(.publicDoor, page, title: "Your notice", status: status)
  }
}
