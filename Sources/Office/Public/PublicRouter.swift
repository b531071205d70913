import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Storage
import TransparencyLog
import WebReception

/// The public listener: what anybody may see, and what the keeper of a vehicle sees of its notice. Knows no route and no session of the office.
struct PublicRouter: Sendable {
  /// Files that the public pages need; the scripts of the office are not handed out here.
  private static let styles = ["css/base.css", "css/parts.css"]
  private static let scripts = ["js/theme.js", "js/trusted.js", "js/theme-switch.js", "js/charts.js", "js/pictures.js", "js/warrant-bytes.js", "lib/chart.js"]
  private static let icons = ["icons/icons.svg", "icons/favicon.svg"]

  let desk: PublicDesk

  /// Reads templates and static files.
  /// - Parameter signer: the log's key; signs reports under another name.
  /// - Throws: ``TemplateFault`` where a template is missing or does not parse.
  init(parts: OfficeParts, signer: NoteSigner) throws {
    let web = parts.configuration.web
    let files = StaticFiles(folder: web.folder.appendingPathComponent("static"), libraries: web.libraries).only(where: Self.isServed)
    desk = PublicDesk(
      parts: parts, templates: try Templates(folder: web.folder.appendingPathComponent("templates")), files: files,
      // One thread: visitors do not keep the office from its own pictures.
      darkroom: Darkroom(store: parts.store, reader: parts.reader, logger: parts.logger, workers: 1), ledger: PublicLedger(log: parts.log),
      reports: SignedReports(signer: try SignedReport.signer(of: signer)), gate: PortalGate(), sessions: KeeperSessions(),
      cookie: SessionCookie("gantry-notice", address: parts.configuration.publicPage.address))
  }

  func build() -> Router<PublicRequestContext> {
    let page = desk.parts.configuration.publicPage
    let router = Router(context: PublicRequestContext.self, options: .autoGenerateHeadEndpoints)
    router.add(middleware: SecurityHeaders(address: page.address, policy: PublicPolicy.policy))
    router.add(middleware: ProxiedAllowlist(desk.parts.configuration.publicListener) { $0.peer })
    router.add(middleware: PublicReception(desk: desk, origins: OriginCheck(officeAddress: page.address)))
    LogReadRoutes(log: desk.parts.log).install(in: router)
    for route in routes {
      router.on(RouterPath(route.path), method: route.method) { [desk] request, context in
        try await route.handle(PublicVisit(request: request, context: context, desk: desk))
      }
    }
    return router
  }

  /// Every address of this listener but the log's own.
  var routes: [PublicRoute] {
    PublicPageRoutes().routes + PortalRoutes().routes + [
      PublicRoute(.get, "/static/**") { try $0.desk.files.answer($0.request) },
      PublicRoute(.get, "/health") { visit in
        // Asks the database, because a process that runs above a dead disk serves nobody.
        _ = try visit.desk.parts.store.dataVersion
        return Response(status: .ok, headers: [.contentType: "text/plain; charset=utf-8"], body: ResponseBody(byteBuffer: ByteBuffer(string: "ok\n")))
      },
    ]
  }

  private static func isServed(_ file: String) -> Bool {
    (styles + scripts + icons).contains(file) || file.hasPrefix("js/public") || file.hasPrefix("css/public")
  }
}

/// One address of the public listener.
struct PublicRoute: Sendable {
  let method: HTTPRequest.Method
  /// In the router's notation.
  let path: String
  let handle: @Sendable (PublicVisit) async throws -> Response

  init(_ method: HTTPRequest.Method, _ path: String, handle: @escaping @Sendable (PublicVisit) async throws -> Response) {
    self.method = method
    self.path = path
    self.handle = handle
  }
}
