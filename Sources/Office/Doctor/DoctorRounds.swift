import Foundation
import Glibc
import Logging
import ServiceLifecycle
import Storage

/// Examines the running installation every hour, keeps the result, and says in the server's log what is wrong.
struct DoctorRounds: Service {
  private static let every: TimeInterval = 3600
  /// The listeners have to be there first.
  private static let firstAfter = Duration.seconds(2)
  private static let lookEvery = Duration.seconds(5)

  let parts: OfficeParts

  func run() async throws {
    try? await cancelWhenGracefulShutdown {
      try await Task.sleep(for: Self.firstAfter)
      while true {
        if isDue { await examine() }
        try await Task.sleep(for: Self.lookEvery)
      }
    }
  }

  private var isDue: Bool {
    guard let last = parts.health.diagnosis else { return true }
    // A clock that was set back must not put the next look off for long.
    return abs(parts.now().timeIntervalSince(last.at)) >= Self.every
  }

  private func examine() async {
    let files = await Doctor.files(parts.configuration, now: parts.now)
    let patient = Patient(configuration: parts.configuration, store: parts.store, server: getpid(), now: parts.now)
    let findings = files + (await Doctor.examine(patient))
    // What was cut off by the end of the server says nothing.
    guard !Task.isCancelled else { return }
    let diagnosis = Diagnosis(at: parts.now(), findings: findings)
    for failure in diagnosis.failures { parts.logger.error("the doctor found something", metadata: ["check": "\(failure.check)", "what": "\(failure.says)"]) }
    parts.health.show(diagnosis)
    do {
      try parts.store.keep(diagnosis: JSONEncoder().encode(diagnosis))
    } catch {
      parts.logger.error("the doctor's findings are not kept", metadata: ["error": "\(error)"])
    }
  }
}

extension HealthBoard {
  /// Shows what was found before this start; nothing where that cannot be read, because a new look follows in seconds.
  func recall(from store: Store) {
    guard let bytes = try? store.diagnosis(), let diagnosis = try? JSONDecoder().decode(Diagnosis.self, from: bytes) else { return }
    show(diagnosis)
  }
}
