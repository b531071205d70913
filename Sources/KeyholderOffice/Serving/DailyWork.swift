import Foundation
import Keyholding
import Logging
import Sealing
import ServiceLifecycle

/// What a keyholder does by itself: keeps day keys ready, destroys those whose time is over, and clears requests away.
struct DailyWork: Service {
  private static let pause: Duration = .seconds(60)

  let open: OpenKeyholder
  let logger: Logger
  let now: @Sendable () -> Date

  func run() async throws {
    try await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        try await work()
        try? await Task.sleep(for: Self.pause)
      }
    }
  }

  /// Does what is due; nothing is done twice.
  /// - Throws: `KeyholdingFault` where the disk failed: the folder has to be opened again.
  func work() async throws {
    let (keyholder, now) = (open.keyholder, now())
    let today = UTCDay(containing: now)
    if await !keyholder.days.contains(today.advanced(byDays: Keyholder.daysAhead)) {
      _ = try await keyholder.publishDayKeys(until: today.advanced(byDays: Keyholder.daysAhead), now: now)
    }
    if await keyholder.isTurnDue(at: now) {
      let destroyed = try await keyholder.turnDay(now: now)
      logger.info("day turned", metadata: ["destroyed": "\(destroyed.count)"])
    }
    try await keyholder.tidyRequests(now: now)
  }
}
