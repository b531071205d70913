import Logging
import ServiceLifecycle
import Storage
import Traffic

/// Settles what stands in the inbox, a few captures at a time, for as long as the office runs.
struct IntakeWorkers: Service {
  let intake: Intake
  let count: Int
  let logger: Logger

  /// A capture whose settling failed (a full disk, say) is tried again after this long; it stays in the inbox meanwhile.
  private static let retryDelay = Duration.seconds(5)

  func run() async throws {
    // What the last run acknowledged but did not finish comes first: recovery is the normal start.
    await intake.line.add(try intake.parts.store.pendingInbox())
    await withGracefulShutdownHandler {
      await withDiscardingTaskGroup { group in
        for _ in 0..<count { group.addTask { await work() } }
      }
    } onGracefulShutdown: {
      Task { await intake.line.close() }
    }
  }

  private func work() async {
    while let id = await intake.line.next() {
      do {
        try await intake.settle(id)
      } catch {
        logger.error("capture stays in the inbox", metadata: ["pass": "\(id)", "error": "\(error)"])
        try? await Task.sleep(for: Self.retryDelay)
        await intake.line.add([id])
      }
    }
  }
}
