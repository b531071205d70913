import Foundation
import Keyholding
import Logging
import Sealing
import Storage
import Traffic

extension WarrantDesk {
  /// Looks up what the keyholders' answers make, and goes on once the log says how much was looked for and found.
  func find(_ dossier: WarrantDossier) async throws -> Bool {
    if dossier.hitCount == nil {
      do {
        try await search(dossier)
      } catch let fault as KeyholdingFault {
        try end(dossier, "The keyholders' answers do not fit together: \(fault)")
        return false
      }
    }
    try await writeLog()
    guard try store.isLogged(dossier.id) else { return false }
    let instant = now()
    try store.changeWarrant(dossier.id, expecting: [.granted]) { dossier, _ in
      let count = dossier.hitCount ?? 0
      dossier.move(to: .found, at: instant, "\(Wording.count(count, "pass", "passes")) found")
    }
    return false
  }

  /// Beside the actor: a month on a hundred cameras is some hundred thousand tokens.
  private nonisolated func search(_ dossier: WarrantDossier) async throws {
    let request = try await storedRequest(of: dossier)
    let (findings, tokenCount) = try search.find(request, with: try answers(to: dossier))
    let instant = now()
    try store.changeWarrant(dossier.id, expecting: [.granted]) { dossier, filing in
      guard dossier.hitCount == nil else { return }
      dossier.hitCount = findings.release.hits.count
      filing.papers[.findings] = findings.bytes
      filing.entries.append(
        WarrantEntry(
          .queryExecuted, at: instant,
          ["commitment": .bytes(dossier.commitment), "tokens": .number(tokenCount), "hits": .number(findings.release.hits.count)]))
    }
    logger.info("warrant looked up", metadata: ["warrant": "\(dossier.id)", "tokens": "\(tokenCount)", "hits": "\(findings.release.hits.count)"])
  }

  /// The answers that lie in the dossier. They were checked when they came, and rest sealed since.
  private nonisolated func answers(to dossier: WarrantDossier) throws -> [TokenAnswer] {
    try dossier.holders.filter { $0.state == .granted }.map { standing in
      guard let bytes = try store.paper(.answer(standing.holder), of: dossier.id), let holder = HolderID(rawValue: standing.holder) else {
        throw StorageFault.damaged("A keyholder's answer")
      }
      guard let identity = terms.identities[holder] else {
        throw KeyholdingFault.unusable("\(holder) is no keyholder of this server any more.")
      }
      return try TokenAnswer(bytes: bytes, signedBy: identity)
    }
  }

  private func end(_ dossier: WarrantDossier, _ why: String) throws {
    let instant = now()
    try store.changeWarrant(dossier.id, expecting: [.granted]) { dossier, filing in
      dossier.move(to: .refused, at: instant, why)
      filing.entries.append(
        WarrantEntry(.refused, at: instant, ["commitment": .bytes(dossier.commitment), "reason": .text("answers-disagree"), "by": .text("")]))
    }
    logger.error("keyholders' answers do not fit together", metadata: ["warrant": "\(dossier.id)"])
  }
}
