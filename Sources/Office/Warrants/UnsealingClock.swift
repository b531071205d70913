import Foundation
import Keyholding
import Logging
import ServiceLifecycle
import Storage

/// Sees to it that the terms of a warrant are public once its time is over: what it was for, and how many plates, cameras and days it named.
///
/// Plates are not told, also then: the log is for ever, and what a warrant found is told to those whom it concerns.
struct UnsealingClock: Service {
  private static let lookEvery = Duration.seconds(300)
  /// Those that keyholders were asked about.
  private static let states: Set<WarrantState> = [.found, .opened]

  let parts: OfficeParts

  func run() async throws {
    await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        turn()
        try? await Task.sleep(for: Self.lookEvery)
      }
    }
  }

  /// Looks once through the warrants that found something to open.
  func turn() {
    do {
      let now = parts.now()
      for dossier in try parts.store.warrants(in: Self.states) where dossier.unsealedAt == nil { try unseal(dossier, at: now) }
    } catch {
      parts.logger.error("warrants not unsealed", metadata: ["error": "\(error)"])
    }
  }

  private func unseal(_ dossier: WarrantDossier, at now: Date) throws {
    let warrant = try WarrantClerk.read(dossier.warrant)
    guard warrant.unsealBy <= now else { return }
    try parts.store.changeWarrant(dossier.id, expecting: Self.states) { dossier, filing in
      guard dossier.unsealedAt == nil else { return }
      dossier.unsealedAt = now
      dossier.history.append(.init(at: now, what: "Terms made public"))
      filing.entries.append(
        WarrantEntry(
          .unsealed, at: now,
          [
            "commitment": .bytes(dossier.commitment), "purpose": .text(warrant.purpose), "plates": .number(warrant.plates.count),
            "cameras": .number(warrant.cameras.count), "days": .number(warrant.days), "hits": .number(dossier.hitCount ?? 0),
          ]))
    }
  }
}
