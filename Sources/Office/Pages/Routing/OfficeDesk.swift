import Access
import Enforcement
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import WebReception

/// What every page is made with: the office's parts, the templates, and what is worth keeping between two requests.
struct OfficeDesk: Sendable {
  let parts: OfficeParts
  let templates: Templates
  let files: StaticFiles
  let cookie: SessionCookie
  let darkroom: Darkroom
  let waiting: WaitingWorkCount
  let ledger: NoticeLedger
  let attendance: Attendance
  let glances: Glances
  let failures = FailedAttempts()
  let turnstile: Turnstile

  var surroundings: Surroundings { Surroundings(contents: parts.directory.current) }

  /// Renders a page for the person who asks.
  /// - Parameter place: where the page stands in the navigation.
  func page(
    _ template: PageTemplate, _ body: Any, title: String, at place: Navigation.Place?, for visit: Visit, status: HTTPResponse.Status = .ok
  ) async throws -> Response {
    let layout = layout(
      title, for: visit.context.person, at: place, waiting: try await waiting.current(within: visit.area), flash: Said(visit.query["said"])?.flash)
    return templates.render(template, PageModel(layout: layout, body: body), status: status)
  }

  func layout(_ title: String, for person: Person?, at place: Navigation.Place?, waiting: WaitingWork, flash: Layout.Flash?) -> Layout {
    Layout(
      title: title, assetVersion: files.version, jurisdiction: Jurisdiction.name(parts.configuration.rules.jurisdiction),
      publicAddress: parts.configuration.publicPage.address,
      person: person.map(Layout.Visitor.init), nav: person.map { Navigation(for: $0, at: place, waiting: waiting) }, flash: flash)
  }
}

extension Response {
  /// An answer for a script.
  init(json value: some Encodable, status: HTTPResponse.Status = .ok) throws {
    let body = try JSONEncoder.wire.encode(value)
    self.init(status: status, headers: [.contentType: "application/json"], body: ResponseBody(byteBuffer: ByteBuffer(bytes: body)))
  }
}
