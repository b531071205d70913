import Foundation
import Logging
import Sealing
import ServiceLifecycle
import Storage

/// What has to happen again and again: noticing what the command line wrote, writing down counts, and destroying what has reached its end.
struct Housekeeping: Service {
  let parts: OfficeParts

  /// How soon a camera or hotlist entry from the command line is known to the running server.
  private static let lookEvery = Duration.milliseconds(250)
  private static let sweepEvery: TimeInterval = 600

  func run() async throws {
    try await cancelWhenGracefulShutdown {
      var version = try parts.store.dataVersion
      var lastSweep = Date.distantPast
      while !Task.isCancelled {
        version = refresh(since: version)
        await writeCounts()
        forgetSettled()
        if parts.now().timeIntervalSince(lastSweep) > Self.sweepEvery {
          await sweep()
          lastSweep = parts.now()
        }
        try? await Task.sleep(for: Self.lookEvery)
      }
    }
    // Workers and listeners stop before this does: nothing is counted any more.
    await writeCounts()
  }

  /// What was in the inbox stands in the database's log until that is emptied, and the server's key opens it there.
  private func forgetSettled() {
    do {
      try parts.store.forgetSettled(at: parts.now())
    } catch {
      parts.logger.error("settled captures not forgotten", metadata: ["error": "\(error)"])
    }
  }

  private func writeCounts() async {
    do {
      try await parts.counter.write(to: parts.store)
    } catch {
      parts.logger.error("counts not written", metadata: ["error": "\(error)"])
    }
  }

  private func refresh(since version: Int) -> Int {
    do {
      let current = try parts.store.dataVersion
      if current != version {
        try parts.directory.refresh(from: parts.store)
        parts.connections.hangUp(by: parts.directory.current, now: parts.now())
      }
      return current
    } catch {
      parts.logger.error("directory not refreshed", metadata: ["error": "\(error)"])
      return version
    }
  }

  private func sweep() async {
    let retention = parts.configuration.retention
    let now = parts.now()
    do {
      try await parts.expirePasses()
      try parts.store.forgetDayKeys(before: UTCDay(containing: now))
      let destroyed = try await parts.store.expire(
        rejectedBefore: now.addingTimeInterval(-retention.rejected.seconds), unparsedBefore: now.addingTimeInterval(-retention.unparsed.seconds),
        closedBefore: retention.closed.map { now.addingTimeInterval(-$0.seconds) }, now: now)
      try parts.store.forgetAudit(before: now.addingTimeInterval(-retention.audit.seconds))
      if destroyed > 0 { parts.logger.info("retention", metadata: ["destroyed": "\(destroyed)"]) }
    } catch {
      parts.logger.error("retention not carried out", metadata: ["error": "\(error)"])
    }
  }
}
