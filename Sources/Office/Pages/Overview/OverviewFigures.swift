import Foundation

/// The numbers of the dashboard before they are put into words.
struct OverviewFigures: Sendable {
  var passes = 0
  var unreadPasses = 0
  var violations = 0
  var waiting = WaitingWork()
  /// When the case was opened that has waited longest.
  var oldestWaitingSince: Date?
  var approved = 0
  var rejected = 0
  var notices = 0
  /// Sums of the notices' amounts, by currency.
  var noticeAmounts: [String: Int] = [:]
  var hits = 0
  var confirmedHits = 0
  /// How many cameras are in each condition.
  var cameras: [CameraCondition: Int] = [:]
  /// Whether a witness proved that the public log has another face.
  var isLogForked = false
  /// Since when the public log has waited for its witnesses, where that is long.
  var logWaitingSince: Date?
  /// What the doctor found last; `nil` before its first look.
  var diagnosis: Diagnosis?
}
