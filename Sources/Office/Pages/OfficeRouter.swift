import Foundation
import Hummingbird
import Logging
import WebReception

/// The people's listener: every page, behind its gate.
struct OfficeRouter: Sendable {
  let office: OfficeDesk
  let table: RouteTable

  /// Reads templates and static files.
  /// - Throws: ``TemplateFault`` where a template is missing or does not parse.
  init(parts: OfficeParts) throws {
    let web = parts.configuration.web
    office = OfficeDesk(
      parts: parts, templates: try Templates(folder: web.folder.appendingPathComponent("templates")),
      files: StaticFiles(folder: web.folder.appendingPathComponent("static"), libraries: web.libraries),
      cookie: SessionCookie("gantry", address: parts.configuration.officeAddress),
      darkroom: Darkroom(store: parts.store, reader: parts.reader, logger: parts.logger),
      waiting: WaitingWorkCount(store: parts.store), ledger: NoticeLedger(store: parts.store),
      attendance: Attendance(since: parts.now()), glances: Glances(store: parts.store))
    table = RouteTable([
      EntranceRoutes().routes, PasskeyEntranceRoutes().routes, AgencyRoutes().routes, RecoveryRoutes().routes, AccountRoutes().routes,
      AccountRecoveryRoutes().routes, OverviewRoutes().routes, QueueRoutes().routes, CaseRoutes().routes, DecisionRoutes().routes, NoticeRoutes().routes,
      LiveRoutes().routes, HitRoutes().routes, WarrantRoutes().routes, WarrantActRoutes().routes, CameraRoutes().routes, MarksRoutes().routes,
      StatisticsRoutes().routes, UnparsedRoutes().routes, PeopleRoutes().routes, AuditRoutes().routes, AuditReviewRoutes().routes,
      AuditExportRoutes().routes, HealthRoute().routes, office.files.routes,
    ])
  }

  /// Puts middleware and routes together.
  func build() -> Router<OfficeRequestContext> {
    for library in office.files.missing {
      office.parts.logger.warning("a library of the pages is not installed", metadata: ["file": "\(library)"])
    }
    let configuration = office.parts.configuration
    let router = Router(context: OfficeRequestContext.self, options: .autoGenerateHeadEndpoints)
    router.add(middleware: SecurityHeaders(address: configuration.officeAddress, policy: PagePolicy.policy(tiles: configuration.map.tiles)))
    router.add(middleware: ProxiedAllowlist(configuration.office) { $0.peer })
    router.add(middleware: Reception(office: office, origins: OriginCheck(officeAddress: configuration.officeAddress)))
    table.install(in: router, office: office)
    return router
  }
}
