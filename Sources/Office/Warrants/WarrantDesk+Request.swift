import Foundation
import Keyholding
import Logging
import Sealing
import Storage
import Traffic

extension WarrantDesk {
  /// Puts the questions together, once for all keyholders: their answers have to be to the same ones.
  func prepare(_ dossier: WarrantDossier) async throws -> Bool {
    guard let holders = terms.holders else { return false }
    let statuses = await statuses()
    // A warrant whose days nobody can speak of yet waits: an epoch left out now would be missing for good.
    guard statuses.count >= holders.threshold else { return false }
    let warrant = try WarrantClerk.read(dossier.warrant)
    var closedDays: Set<UTCDay> = []
    let questions = try search.questions(for: warrant) { day in
      let without = statuses.values.count { !$0.days.contains(day) }
      let isOpenable = holders.holders.count - without >= holders.threshold
      if !isOpenable { closedDays.insert(day) }
      return isOpenable
    }
    let request = try WarrantRequest(
      warrant: warrant, opening: dossier.opening, approvals: Self.approvals(of: dossier), proof: Data(), questions: questions)
    let instant = now()
    try store.changeWarrant(dossier.id, expecting: [.logged]) { dossier, filing in
      filing.papers[.request] = request.bytes
      dossier.holders = holders.holders.map { HolderStanding(holder: $0.rawValue) }
      if !closedDays.isEmpty {
        let days = Wording.count(closedDays.count, "day", "days")
        dossier.history.append(.init(at: instant, what: "\(days) left out: too few keyholders still have the keys"))
      }
      dossier.move(to: .asked, at: instant, "Keyholders are asked")
    }
    return true
  }

  private func statuses() async -> [HolderID: KeyholderStatus] {
    await withTaskGroup(of: (HolderID, KeyholderStatus?).self) { group in
      for line in lines.values { group.addTask { (line.holder, try? await line.status()) } }
      var statuses: [HolderID: KeyholderStatus] = [:]
      for await (holder, status) in group { statuses[holder] = status }
      return statuses
    }
  }

  static func approvals(of dossier: WarrantDossier) throws -> [Approval] {
    try dossier.approvals.map { signature in
      guard let person = PersonName(rawValue: signature.person) else { throw StorageFault.damaged("A warrant's approval") }
      return Approval(person: person, evidence: .signature(signature.signature))
    }
  }

  /// Hands the request in, with a proof that begins where the keyholder's knowledge of the log ends. Where it learned more in between, from another
  /// request, it cannot follow the proof; it gets a second one.
  func submit(_ dossier: WarrantDossier, to line: any KeyholderLine) async throws {
    let origin = try await log.origin(of: dossier.commitment)
    let size = try await line.status().size(seenOf: origin)
    do {
      try await line.submit(try await request(of: dossier, since: size))
    } catch KeyholderLineFault.refused(let holder, let code, let message) where code == Refusal.forkedLog.name {
      let later = try await line.status().size(seenOf: origin)
      guard later != size else { throw KeyholderLineFault.refused(holder, code: code, message: message) }
      try await line.submit(try await request(of: dossier, since: later))
    }
  }

  /// The request with the proof for a keyholder that has seen a tree.
  private func request(of dossier: WarrantDossier, since size: Int) async throws -> WarrantRequest {
    let drawn = try await storedRequest(of: dossier)
    return try WarrantRequest(
      warrant: drawn.warrant, opening: drawn.opening, approvals: drawn.approvals,
      proof: try await log.proof(of: dossier.commitment, since: size), questions: drawn.questions)
  }

  /// The request as it was put together. Read beside the actor, because it may have megabytes.
  nonisolated func storedRequest(of dossier: WarrantDossier) async throws -> WarrantRequest {
    guard let bytes = try store.paper(.request, of: dossier.id) else { throw StorageFault.damaged("A warrant's request") }
    return try WarrantRequest(bytes: bytes)
  }
}
