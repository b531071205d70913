import Foundation
import Keyholding
import Logging
import Sealing
import Storage
import Traffic
import TransparencyLog

extension WarrantDesk {
  /// Asks each keyholder that has not answered, and counts who has.
  func ask(_ dossier: WarrantDossier) async throws -> Bool {
    guard let holders = terms.holders else { return false }
    let due = dossier.holders.filter { standing in
      guard ![.granted, .refused].contains(standing.state), let holder = HolderID(rawValue: standing.holder) else { return false }
      return pauses[WarrantErrand(warrant: dossier.id, holder: holder), default: Pause()].until <= now()
    }
    let answers = await withTaskGroup(of: (HolderID, KeyholderStep)?.self) { group in
      for standing in due { group.addTask { await self.ask(standing, about: dossier) } }
      var answers: [HolderID: KeyholderStep] = [:]
      for await case let (holder, answer)? in group { answers[holder] = answer }
      return answers
    }
    for (holder, answer) in answers.sorted(by: { $0.key < $1.key }) { try note(answer, of: holder, in: dossier) }
    try await writeLog()
    return try count(dossier.id, holders)
  }

  /// One keyholder's next step: to be handed the request, or to be asked what became of it.
  private func ask(_ standing: HolderStanding, about dossier: WarrantDossier) async -> (HolderID, KeyholderStep)? {
    guard let holder = HolderID(rawValue: standing.holder) else { return nil }
    guard let line = lines[holder] else { return (holder, .unreachable("it has neither address nor folder in the configuration.")) }
    do {
      if standing.hasRequest {
        switch try await line.decision(on: dossier.commitment) {
        case .granted(let answer): return (holder, .granted(answer))
        case .refused(let reason): return (holder, .refused(reason))
        case .pending: return (holder, .pending)
        // It lost the request, or forgot it.
        case .unknown: break
        }
      }
      try await submit(dossier, to: line)
      return (holder, .pending)
    } catch TransparencyFault.noQuorum {
      return (holder, .unwitnessed)
    } catch let fault as KeyholderLineFault {
      // It wants more witnesses than have signed: that is no answer to the warrant, and more may sign.
      if case .refused(_, Refusal.noQuorum.name, _) = fault { return (holder, .unreachable("\(fault)")) }
      if case .refused(_, _, let message) = fault { return (holder, .refused(message)) }
      return (holder, .unreachable("\(fault)"))
    } catch {
      logger.error("keyholder not asked", metadata: ["warrant": "\(dossier.id)", "holder": "\(holder)", "error": "\(error)"])
      return (holder, .unreachable("the request could not be put together."))
    }
  }

  /// Writes down what a keyholder said.
  private func note(_ answer: KeyholderStep, of holder: HolderID, in dossier: WarrantDossier) throws {
    let instant = now()
    let errand = WarrantErrand(warrant: dossier.id, holder: holder)
    if case .unreachable = answer { pauses[errand, default: Pause()].fail(at: instant) } else { pauses[errand, default: Pause()].wait(from: instant) }
    guard let before = dossier.holders.first(where: { $0.holder == holder.rawValue }), !answer.says(before) else { return }
    try store.changeWarrant(dossier.id, expecting: [.asked]) { dossier, filing in
      guard let place = dossier.holders.firstIndex(where: { $0.holder == holder.rawValue }) else { return }
      answer.put(into: &dossier.holders[place])
      guard dossier.holders[place].state != before.state, let words = answer.words else { return }
      dossier.history.append(.init(at: instant, what: "\(holder): \(words)"))
      guard case .granted(let tokens) = answer else { return }
      filing.papers[.answer(holder.rawValue)] = tokens.bytes
      filing.entries.append(
        WarrantEntry(
          .tokensIssued, at: instant,
          ["commitment": .bytes(dossier.commitment), "holder": .text(holder.rawValue), "count": .number(tokens.partCount)]))
    }
    logger.info("keyholder answered", metadata: ["warrant": "\(dossier.id)", "holder": "\(holder)", "what": "\(answer.name)"])
  }

  /// Goes on where enough have answered, ends where enough never will.
  private func count(_ id: UUID, _ holders: HolderSet) throws -> Bool {
    guard let dossier = try store.warrant(id), dossier.state == .asked else { return false }
    let granted = dossier.holders.count { $0.state == .granted }
    let refused = dossier.holders.count { $0.state == .refused }
    let instant = now()
    if granted >= holders.threshold {
      try store.changeWarrant(id, expecting: [.asked]) { dossier, _ in
        dossier.move(to: .granted, at: instant, "Granted by \(granted) of \(holders.holders.count) keyholders")
      }
      return true
    }
    guard dossier.holders.count - refused < holders.threshold else { return false }
    try store.changeWarrant(id, expecting: [.asked]) { dossier, filing in
      dossier.move(to: .refused, at: instant, "Refused by \(refused) keyholders; the others are too few")
      filing.entries.append(
        WarrantEntry(.refused, at: instant, ["commitment": .bytes(dossier.commitment), "reason": .text("keyholders"), "by": .text("")]))
    }
    return false
  }
}
