import Foundation
import Hummingbird
import Keyholding
import Logging
import Sealing
import Traffic
import WebReception

/// What every page is made with.
struct KeyholderDesk: Sendable {
  let open: OpenKeyholder
  let templates: Templates
  let files: StaticFiles
  let cookie: SessionCookie
  let sessions = Sessions()
  let door: Door
  let crowd = Crowd()
  let alarm = FolderAlarm()
  let address: String
  let logger: Logger
  /// The clock, so that tests can set it.
  let now: @Sendable () -> Date

  init(_ open: OpenKeyholder, web: URL, address: String, logger: Logger, now: @escaping @Sendable () -> Date) throws {
    self.open = open
    templates = try Templates(folder: web.appending(path: "keyholder"))
    files = StaticFiles(folders: [web.appending(path: "static"), web.appending(path: "keyholder")])
    cookie = SessionCookie("keyholder", address: address)
    door = Door(open.keyholder)
    self.address = address
    self.logger = logger
    self.now = now
  }

  /// There are no scripts on these pages, so none is allowed.
  private static let contentPolicy = [
    "default-src 'none'", "style-src 'self'", "img-src 'self'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ].joined(separator: "; ")

  /// Every address of a keyholder in one value, so that a test can walk it as a stranger.
  var routes: [Route] {
    [
      EntranceRoutes().routes, RequestRoutes().routes, PolicyRoutes().routes, DayRoutes().routes, LogRoutes().routes, StatusRoutes().routes,
      CustodyRoutes().routes, WarrantRoutes().routes, files.routes,
    ].flatMap(\.self)
  }

  func router() -> Router<KeyholderContext> {
    let router = Router(context: KeyholderContext.self, options: .autoGenerateHeadEndpoints)
    router.add(middleware: SecurityHeaders(address: address, policy: Self.contentPolicy))
    router.add(middleware: Reception(desk: self, origins: OriginCheck(address: address)))
    for route in routes { route.install(in: router, desk: self) }
    return router
  }

  func layout(_ title: String, for judge: PersonName?, at place: Navigation.Place? = nil, waiting: Waiting = Waiting(), said: Said? = nil) -> Layout {
    Layout(
      title: title, assetVersion: files.version, holder: open.keyholder.holder.rawValue, judge: judge?.rawValue,
      nav: judge.map { _ in Navigation(at: place, waiting: waiting) }, flash: said.map { Layout.Flash(text: $0.text) })
  }

  /// A page for the judge.
  func page(
    _ template: PageTemplate, _ body: Any, title: String, at place: Navigation.Place, for visit: Visit, status: HTTPResponse.Status = .ok
  ) async throws -> Response {
    let waiting = Waiting(
      requests: await open.keyholder.requests.count { $0.decision == nil }, keys: await open.keyholder.proposals.count)
    let said = visit.request.uri.queryParameters["said"].flatMap { Said(rawValue: String($0)) }
    let layout = layout(title, for: try visit.judge, at: place, waiting: waiting, said: said)
    return templates.render(template, PageModel(layout: layout, body: body), status: status)
  }
}
