import Crypto
import Foundation
import Logging
import Sealing
import ServiceLifecycle
import Storage
import TransparencyLog

/// Sees to it that keyholders do their part: takes in the keys they publish, and has each of them open its capsule of every epoch, so that a swapped
/// key or a false capsule shows within the day.
actor KeyholderWatch: Service {
  /// While keys are missing, passes cannot be sealed: holders are asked soon again.
  private static let hurry: TimeInterval = 5
  private static let calm: TimeInterval = 600
  /// With keys for fewer days than this somebody has to look after a keyholder.
  private static let fewDays = 3

  private let parts: OfficeParts
  private let holders: HolderSet
  private let lines: [any KeyholderLine]
  /// What each holder has confirmed; empty at each start, and filled again soon.
  private var checked: [HolderID: Set<EpochContext>] = [:]
  private var askedAt = Date.distantPast

  init(parts: OfficeParts, holders: HolderSet, lines: [any KeyholderLine]) {
    self.parts = parts
    self.holders = holders
    self.lines = lines
  }

  func run() async throws {
    await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        await self.turn()
        try? await Task.sleep(for: .seconds(1))
      }
    }
  }

  /// Asks the holders where it is time to.
  func turn() async {
    let now = parts.now()
    let today = UTCDay(containing: now)
    guard isDue(now, today) else { return }
    askedAt = now
    for line in lines {
      await takeKeys(of: line)
      await noteHolds(of: line)
    }
    warn(today)
    guard let epochs = try? parts.passes.epochs(from: today.advanced(byDays: -1), through: today, cameras: []) else { return }
    for line in lines { for epoch in epochs { await check(epoch.record, line, now) } }
    for holder in checked.keys { checked[holder]?.formIntersection(epochs.map(\.record.context)) }
  }

  /// The store is asked only where the answer can make a difference.
  private func isDue(_ now: Date, _ today: UTCDay) -> Bool {
    let waited = now.timeIntervalSince(askedAt)
    guard waited >= Self.hurry else { return false }
    return waited >= Self.calm || (try? parts.store.lastDayWithKeys(of: holders, from: today)) == nil
  }

  private func takeKeys(of line: any KeyholderLine) async {
    do {
      let new = try parts.store.keep(try await line.dayKeys())
      if new > 0 { parts.logger.info("day keys taken in", metadata: ["holder": "\(line.holder)", "days": "\(new)"]) }
    } catch {
      parts.logger.warning("day keys not taken in", metadata: ["holder": "\(line.holder)", "error": "\(error)"])
    }
  }

  /// One that does not answer is asked with the next turn; what it said last counts until then.
  private func noteHolds(of line: any KeyholderLine) async {
    guard let status = try? await line.status() else { return }
    parts.heldDays.note(status.heldDays, by: line.holder)
  }

  private func warn(_ today: UTCDay) {
    guard let last = try? parts.store.lastDayWithKeys(of: holders, from: today) else {
      return parts.logger.error("passes cannot be sealed: a keyholder's key of today is missing")
    }
    guard last < today.advanced(byDays: Self.fewDays) else { return }
    parts.logger.warning("keyholders' day keys end soon; passes cannot be sealed after that", metadata: ["last": "\(last)"])
  }

  /// Has a holder open its capsule of an epoch. What it saw must be what is stored here.
  private func check(_ record: EpochRecord, _ line: any KeyholderLine, _ now: Date) async {
    let context = record.context
    guard checked[line.holder]?.contains(context) != true else { return }
    do {
      let seen = try await line.checkCustody(of: record)
      guard seen == Data(SHA256.hash(data: record.bytes)) else {
        return parts.logger.critical("a keyholder saw another epoch record than is stored", metadata: ["holder": "\(line.holder)"])
      }
      checked[line.holder, default: []].insert(context)
      await parts.log.note(.custodyOK, at: now, ["context": .bytes(context.bytes), "holder": .text(line.holder.rawValue)])
    } catch KeyholderLineFault.away {
      // Asked again with the next turn.
    } catch {
      parts.logger.critical("custody check failed: do not seal on before it is explained", metadata: ["holder": "\(line.holder)", "error": "\(error)"])
    }
  }
}
