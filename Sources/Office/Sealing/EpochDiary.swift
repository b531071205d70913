import Foundation
import Logging
import Sealing
import Traffic
import TransparencyLog

/// Enters in the public log that epochs began and ended, so that a capsule which is swapped later, or passes that are taken away, can be found out.
struct EpochDiary: EpochNews {
  let log: PublicLog
  let logger: Logger
  let now: @Sendable () -> Date

  func opened(_ record: EpochRecord) async {
    await log.note(
      .epochOpened, at: now(),
      [
        "context": .bytes(record.context.bytes), "capsules": .list(record.capsules.map { .bytes($0.logHash) }),
        "commitments": .list(record.commitments.map { .bytes($0.logHash) }),
      ])
    logger.info("epoch opened", metadata: ["day": "\(record.context.day)", "epoch": "\(record.context.epoch)"])
  }

  func closed(_ closing: EpochClosing) async {
    await log.note(
      .epochClosed, at: now(),
      [
        "context": .bytes(closing.epoch.bytes), "passes": .object(counts(closing)), "segments": .list(closing.segments.map { .bytes($0) }),
      ])
    logger.info("epoch closed", metadata: ["day": "\(closing.epoch.day)", "epoch": "\(closing.epoch.epoch)"])
  }

  func failed(_ error: any Error) async {
    logger.error("epoch could not be turned; passes are not taken in", metadata: ["error": "\(error)"])
  }

  private func counts(_ closing: EpochClosing) -> [String: CanonicalJSON] {
    Dictionary(uniqueKeysWithValues: closing.passes.map { ($0.key.rawValue, .number($0.value)) })
  }
}
