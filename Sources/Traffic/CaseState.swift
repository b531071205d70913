/// The states of a case, in the order of `cases.md`.
public enum CaseState: String, Sendable, Codable, CaseIterable, Hashable {
  case received
  case integrityFailed = "integrity-failed"
  case queued
  case firstReview = "first-review"
  case secondReview = "second-review"
  case thirdReview = "third-review"
  case approved
  case noticeIssued = "notice-issued"
  case paid, nominated, contested, hearing, upheld, dismissed, reduced, closed
  case rejected, void, expired
}
