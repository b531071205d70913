package import Foundation

extension Date {
  /// An instant as `2026-11-21T14:00:00Z`; parts of a second are dropped.
  package var secondText: String { Date(timeIntervalSince1970: timeIntervalSince1970.rounded(.down)).formatted(.iso8601) }

  /// - Returns: `nil` for everything that ``secondText`` does not write.
  package init?(secondText text: String) {
    guard text.utf8.count == 20, let instant = try? Date(text, strategy: .iso8601), instant.secondText == text else { return nil }
    self = instant
  }
}
