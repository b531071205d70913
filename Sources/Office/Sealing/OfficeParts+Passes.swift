import Foundation
import Logging
import Sealing
import Storage
import TransparencyLog

extension OfficeParts {
  /// What seals passes; `nil` where none are kept, because there are no keyholders or the law wants none written.
  func makeSealer() -> PassSealer? {
    let sealing = configuration.sealing
    guard let holders = sealing.holders, configuration.retention.passDays > 0 else {
      logger.warning("passes are not kept: there are no keyholders, or retention is immediate")
      return nil
    }
    let identities = sealing.identities
    let terms = SealingTerms(installation: sealing.installation, epochMinutes: sealing.epochMinutes, holders: holders)
    return PassSealer(terms: terms, store: passes, news: diary) { [store] day in try store.dayKeys(for: day, signedBy: identities) }
  }

  /// Finishes what the last run left open, and tells the log of it.
  func recoverPasses() async throws {
    for closing in try await passes.recover() { await diary.closed(closing) }
  }

  /// Destroys the passes of days whose retention is over and that no keyholder holds for a court. What makes them unreadable is that the keyholders
  /// destroy their keys; this frees the disk.
  func expirePasses() async throws {
    let oldest = UTCDay(containing: now()).advanced(byDays: -configuration.retention.passDays)
    let holders = configuration.sealing.keyholders.filter { $0.address != nil || $0.folder != nil }.map(\.name)
    for day in try passes.days().map(\.day) where day < oldest && heldDays.allowsDestroying(day, oldest: oldest, holders: holders) {
      try passes.destroy(day)
      await log.note(.dayDestroyed, at: now(), ["by": .text("server"), "day": .text(day.description)])
    }
  }

  private var diary: EpochDiary { EpochDiary(log: log, logger: logger, now: now) }
}
