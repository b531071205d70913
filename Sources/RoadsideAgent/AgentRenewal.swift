import Foundation
import Logging
import ServiceLifecycle

/// Renews the agent's certificate after two thirds of its lifetime, and tries again until it has a new one.
struct AgentRenewal: Service {
  /// How often it is looked whether it is time.
  private static let interval = Duration.seconds(60)

  let current: CurrentLine
  let enrolment: AgentEnrolment
  let logger: Logger
  let now: @Sendable () -> Date

  func run() async throws {
    try? await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        await renewIfDue()
        try await Task.sleep(for: Self.interval)
      }
    }
  }

  func renewIfDue() async {
    let certificate = current.certificate
    guard now() >= certificate.renewAfter else { return }
    do {
      let fresh = try await enrolment.renew(over: current.line)
      try current.change(to: fresh)
      logger.notice("certificate renewed", metadata: ["camera": "\(fresh.camera)", "until": "\(fresh.notAfter.formatted(.iso8601))"])
    } catch {
      let left = certificate.notAfter.timeIntervalSince(now())
      logger.error("certificate not renewed", metadata: ["error": "\(error)", "hoursLeft": "\(Int(max(0, left) / 3600))"])
    }
  }
}
