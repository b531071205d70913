import Foundation
import Logging
import Sealing
import ServiceLifecycle

/// Turns the epochs: every second what the second before was sealed with is erased, and at the end of an epoch all of it.
struct EpochClock: Service {
  let sealer: PassSealer
  let now: @Sendable () -> Date

  func run() async throws {
    await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        await sealer.tick(at: now())
        try? await Task.sleep(for: .seconds(1))
      }
    }
    await sealer.end()
  }
}
