import Access
import Foundation
import Hummingbird
import Logging
import Storage
import Traffic
import WebReception

/// Hits and what a dispatcher decides on them.
struct HitRoutes: Sendable {
  private static let hitsShown = 100
  private static let longestNote = 500

  var routes: [Route] {
    [
      .get("/hits", .needs(.decideHits), .look(.hits)) { visit in try await list(visit) },
      .get("/hits/{id}", .needs(.decideHits), .look(.hit)) { visit in try await page([try Self.hit(visit)], showsAll: true, visit) },
      .get("/hits/{id}/plate", .needs(.decideHits), .glances(.pictures)) { visit in
        let hit = try Self.hit(visit)
        return try await EvidenceAnswer(visit: visit).closeUp(hit.evidence.closeUp.map(hit.exhibit))
      },
      .get("/hits/{id}/still", .needs(.decideHits), .glances(.pictures)) { visit in
        let hit = try Self.hit(visit)
        guard let item = hit.evidence.still else { throw PageFault.notFound("picture") }
        return try await EvidenceAnswer(visit: visit).view(hit.exhibit(item))
      },
      .post("/hits/{id}/decide", .needs(.decideHits), .change(.hit)) { visit in try await decide(visit) },
    ]
  }

  private func list(_ visit: Visit) async throws -> Response {
    let showsAll = visit.query["state"] == "all"
    return try await page(try visit.beat.hits(limit: Self.hitsShown, openOnly: !showsAll), showsAll: showsAll, visit)
  }

  private func page(_ hits: [Hit], showsAll: Bool, _ visit: Visit) async throws -> Response {
    let cards = hits.map { visit.office.card(of: $0) }
    return try await visit.office.page(.hits, HitsPage(cards, showsAll: showsAll), title: "Hits", at: .hits, for: visit)
  }

  private func decide(_ visit: Visit) async throws -> Response {
    let form = try await visit.form()
    guard let decision = form["decision"].flatMap(Hit.Decision.init(rawValue:)), decision != .open else {
      throw PageFault.badForm("Please choose: correct read, wrong region, misread or dismissed.")
    }
    if let note = form["note"], note.count > Self.longestNote {
      throw PageFault.badForm("The note is too long; \(Self.longestNote) characters are kept.")
    }
    let person = try visit.person
    let hit = try visit.office.parts.store.decideHit(
      try Self.hit(visit).id, decision, by: person.name, note: form["note"], at: visit.now)
    visit.office.parts.logger.info("hit decided", metadata: ["hit": "\(hit.id)", "decision": "\(decision.rawValue)", "by": "\(person.id)"])
    let decided = LiveEvent.HitDecision(
      id: hit.id.uuidString.lowercased(), site: hit.pass.site.rawValue, decision: decision.rawValue, decidedBy: person.name)
    visit.office.parts.live.publish(.hitDecided(decided))
    await visit.office.waiting.forget()
    guard visit.request.headers[.accept]?.contains("application/json") == true else { return .redirect(to: "/hits?said=\(Said.hitDecided.rawValue)") }
    return try Response(json: HitOutcome(decided))
  }

  private static func hit(_ visit: Visit) throws -> Hit {
    guard let hit = try visit.beat.hit(try visit.uuid("id", "hit")) else { throw PageFault.notFound("hit") }
    return hit
  }
}

extension OfficeDesk {
  /// A hit with its pictures, as a card.
  func card(of hit: Hit) -> HitCard { HitCard(hit, surroundings: surroundings, now: parts.now()) }
}
