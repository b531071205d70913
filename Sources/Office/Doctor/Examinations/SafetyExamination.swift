import Foundation

/// Whether the server could be started like this: what it refuses to serve with may have come about while it serves.
struct SafetyExamination: Examination {
  static let name = "configuration"

  let configuration: Configuration
  let now: @Sendable () -> Date

  func facts() async throws -> [UnsafeState] { try await SafetyReview.review(configuration, now: now()) }

  func findings(_ facts: [UnsafeState]) -> [Finding] {
    guard !facts.isEmpty else { return [holds("Addresses, allowlists, certificates and files are as the server demands them at its start.")] }
    return facts.map { fails("\($0.key): \($0.what)", $0.remedy) }
  }
}
