import Foundation
import Keyholding
import Logging
import Sealing
import ServiceLifecycle
import Storage

/// Leads every warrant from its second signature to what it found: logs it, asks the keyholders, looks the tokens up. All that it knows rests in
/// the dossiers, so it goes on where it was whenever the machine stopped; and it sees within a second what pages or the command line wrote.
///
/// Nothing is done before the log has what was done before.
actor WarrantDesk: Service {
  /// How often the dossiers are looked through.
  private static let lookEvery = Duration.seconds(1)
  /// How often keys are proposed to keyholders that were away.
  private static let proposeEvery: TimeInterval = 2

  nonisolated let clerk: WarrantClerk
  nonisolated let release: WarrantRelease
  nonisolated let search: WarrantSearch
  nonisolated let lines: [HolderID: any KeyholderLine]
  nonisolated let log: any WarrantLog
  nonisolated let logger: Logger
  nonisolated let now: @Sendable () -> Date

  /// When a keyholder that did not answer, or has not decided, is asked again; owned by this actor, empty at each start.
  var pauses: [WarrantErrand: Pause] = [:]
  /// The warrants that are being led on at this moment.
  private var led: Set<UUID> = []
  private var lastProposals = Date.distantPast
  /// The writing of the log that is under way: entries are handed over by one at a time, in order.
  private var writing: Task<Void, any Error>?

  nonisolated var store: Store { clerk.store }
  nonisolated var terms: WarrantTerms { clerk.terms }

  init(
    store: Store, terms: WarrantTerms, passes: any SealedPasses, lines: [any KeyholderLine], log: any WarrantLog, logger: Logger,
    now: @escaping @Sendable () -> Date
  ) {
    clerk = WarrantClerk(store: store, terms: terms, logger: logger, now: now)
    search = WarrantSearch(passes)
    release = WarrantRelease(store: store, lines: lines, search: WarrantSearch(passes), threshold: terms.holders?.threshold ?? 1, now: now)
    self.lines = Dictionary(lines.map { ($0.holder, $0) }) { first, _ in first }
    self.log = log
    self.logger = logger
    self.now = now
  }

  func run() async throws {
    await cancelWhenGracefulShutdown {
      await withDiscardingTaskGroup { group in
        while !Task.isCancelled {
          // A keyholder that takes its time keeps its own warrants waiting, and no others.
          for errand in await self.due() { group.addTask { await errand() } }
          try? await Task.sleep(for: Self.lookEvery)
        }
      }
    }
  }

  /// Looks everything through once, and takes each step that can be taken now.
  func turn() async {
    let errands = await due()
    await withDiscardingTaskGroup { group in
      for errand in errands { group.addTask { await errand() } }
    }
  }

  /// What there is to do and is not being done.
  private func due() async -> [@Sendable () async -> Void] {
    do {
      try await writeLog()
      let onTheirWay = Set(try store.warrants(in: WarrantState.onTheirWay).map(\.id))
      pauses = pauses.filter { onTheirWay.contains($0.key.warrant) }
      let idle = onTheirWay.subtracting(led)
      led.formUnion(idle)
      return idle.map { id in { await self.lead(id) } } + [{ await self.proposeKeys() }]
    } catch {
      logger.error("warrants not looked through", metadata: ["error": "\(error)"])
      return []
    }
  }

  /// Hands what waits to the log, and returns when it stands there.
  func writeLog() async throws {
    while let running = writing { _ = await running.result }
    let task = Task {
      while case let waiting = try store.entriesForLog(), !waiting.isEmpty {
        for each in waiting {
          try await log.append(each.entry)
          try store.tookIntoLog(each.id)
        }
      }
    }
    writing = task
    defer { writing = nil }
    try await task.value
  }

  /// Tells the keyholders of approval keys that they have not been told of.
  private func proposeKeys() async {
    guard now().timeIntervalSince(lastProposals) >= Self.proposeEvery else { return }
    lastProposals = now()
    do {
      for card in try store.approvalKeys() {
        for (holder, line) in lines where !card.proposedTo.contains(holder.rawValue) { await propose(card, to: line) }
      }
    } catch {
      logger.error("approval keys not read", metadata: ["error": "\(error)"])
    }
  }

  private func propose(_ card: ApprovalKeyCard, to line: any KeyholderLine) async {
    do {
      try await line.propose(ApprovalKeyProposal(person: card.approvalName, name: card.name, key: card.key))
      try store.noteProposal(of: card, to: line.holder.rawValue)
    } catch {
      logger.notice("approval key not proposed", metadata: ["holder": "\(line.holder)", "person": "\(card.person)"])
    }
  }

  /// Leads one warrant on as far as it goes.
  private func lead(_ id: UUID) async {
    defer { led.remove(id) }
    do {
      while let dossier = try store.warrant(id), try await step(dossier) {}
    } catch StorageFault.changedMeanwhile {
      // Somebody refused it in this very moment. The next turn sees it as it is.
    } catch {
      logger.error("warrant not led on", metadata: ["warrant": "\(id)", "error": "\(error)"])
    }
  }

  /// Takes the next step.
  /// - Returns: whether there may be another one to take at once.
  private func step(_ dossier: WarrantDossier) async throws -> Bool {
    guard try !expire(dossier) else { return false }
    switch dossier.state {
    case .requested: return false
    case .approved:
      try await writeLog()
      return try noteLogged(dossier)
    case .logged: return try await prepare(dossier)
    case .asked: return try await ask(dossier)
    case .granted: return try await find(dossier)
    case .found, .opened, .refused, .expired: return false
    }
  }

  /// Ends a warrant whose time is over before anything was found.
  private func expire(_ dossier: WarrantDossier) throws -> Bool {
    let instant = now()
    let warrant = try WarrantClerk.read(dossier.warrant)
    guard dossier.state.isOnItsWay, instant >= min(warrant.unsealBy, WarrantTerms.end(of: dossier)) else { return false }
    try store.changeWarrant(dossier.id, expecting: [dossier.state]) { dossier, filing in
      dossier.move(to: .expired, at: instant, "Expired: it was not granted in time")
      filing.entries = [WarrantEntry(.expired, at: instant, ["commitment": .bytes(dossier.commitment)])]
    }
    return true
  }

  private func noteLogged(_ dossier: WarrantDossier) throws -> Bool {
    guard try store.isLogged(dossier.id) else { return false }
    let instant = now()
    try store.changeWarrant(dossier.id, expecting: [.approved]) { dossier, _ in dossier.move(to: .logged, at: instant, "Entered in the log") }
    return true
  }
}
