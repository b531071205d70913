import Foundation
import Logging
import ServiceLifecycle
import Storage
import TransparencyLog

/// Takes up a change of the server's key that was cut off, and enters in the public log that keys were changed, whoever did it.
struct KeyUpkeep: Service {
  private static let lookEvery = Duration.seconds(5)

  let parts: OfficeParts

  func run() async throws {
    await cancelWhenGracefulShutdown {
      await finish()
      var known = current()
      while !Task.isCancelled {
        try? await Task.sleep(for: Self.lookEvery)
        let now = current()
        if let now, let known, now != known { await parts.log.note(.keyRotated, at: parts.now(), ["key": .number(now)]) }
        known = now ?? known
      }
    }
  }

  private func finish() async {
    do {
      guard let rotation = try await parts.store.finishKeyRotation() else { return }
      parts.logger.notice("a change of keys was finished", metadata: ["key": "\(rotation.key)", "damaged": "\(rotation.damaged)"])
      await parts.log.note(.keyRotated, at: parts.now(), ["key": .number(rotation.key)])
    } catch {
      parts.logger.error("a change of keys is not finished", metadata: ["error": "\(error)"])
    }
  }

  /// The key in use; `nil` where the key file cannot be read at this moment.
  private func current() -> Int? { try? parts.store.currentKey }
}
