import Access
import HTTPTypes
import Hummingbird
import Storage
import WebReception

/// The way back for somebody who lost their passkeys. It leads to making a new one, and opens nothing by itself.
struct RecoveryRoutes: Sendable {
  /// The same for people who are known and unknown, and for whatever is wrong.
  private static let refusal = "Name, password and code do not belong together, or recovery was not prepared. After five failures it pauses for 15 minutes."

  var routes: [Route] {
    [
      .get("/recover", .open, .nothing) { visit in page(visit) },
      .post("/recover", .open, .nothing) { visit in try await recover(visit) },
    ]
  }

  private func page(_ visit: Visit, name: String? = nil, problem: String? = nil, status: HTTPResponse.Status = .ok) -> Response {
    let model = RecoverPage(problem: problem.map(Layout.Note.init), name: name)
    return visit.office.templates.render(
      .recover, PageModel(layout: EntranceRoutes.layout("I lost my passkey", visit), body: model), status: status)
  }

  private func recover(_ visit: Visit) async throws -> Response {
    let form = try await visit.form()
    let name = form["name"] ?? ""
    let code = (form["code"] ?? "").filter { $0 != " " }
    let link = try await visit.office.parts.frontDoor.recover(name: name, password: form.raw("password"), code: code, now: visit.now)
    guard let link else {
      try await EntranceRecord(visit).refused("recovery")
      return page(visit, name: name, problem: Self.refusal, status: .unauthorized)
    }
    if let person = try await visit.office.parts.store.person(link.person) {
      try await EntranceRecord(visit).enter(.alteration, .signInLink, of: person, detail: "recovery")
    }
    return EntranceRoutes.enrolment(visit, token: link.token)
  }
}
