import Enforcement
import Foundation
import HTTPTypes
import Hummingbird
import TransparencyLog
import WebReception
import Witnessing

/// What every public page is made with.
struct PublicDesk: Sendable {
  let parts: OfficeParts
  let templates: Templates
  let files: StaticFiles
  let darkroom: Darkroom
  let ledger: PublicLedger
  let reports: SignedReports
  let gate: PortalGate
  let sessions: KeeperSessions
  let cookie: SessionCookie

  var agency: String { parts.configuration.publicPage.agency ?? parts.configuration.rules.authority.name }

  /// Who must have signed a checkpoint, in the lines of a policy: all of the log's keys, and the witnesses that the server asks.
  func policy(for state: PublicLedger.State) -> String {
    let logs = state.shards.map { "log \($0.shard.key.text)\n" }.joined()
    guard let witnesses = parts.configuration.transparency.witnesses else { return logs + "quorum none\n" }
    let lines = witnesses.lines.split(separator: "\n").filter { !$0.hasPrefix("#") }
    return logs + lines.map { $0 + "\n" }.joined()
  }

  func page(_ template: PageTemplate, _ body: Any, title: String, status: HTTPResponse.Status = .ok) -> Response {
    let layout = PublicLayout(
      title: title, assetVersion: files.version, agency: agency, jurisdiction: Jurisdiction.name(parts.configuration.rules.jurisdiction))
    return templates.render(template, PageModel(layout: layout, body: body), status: status)
  }
}

/// What stands around every public page.
struct PublicLayout: Sendable {
  var title: String
  var assetVersion: String
  /// Who runs the cameras.
  var agency: String
  var jurisdiction: String
}
