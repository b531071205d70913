public import Foundation

/// That an auditor looked through a week's records.
public struct AuditWeekReview: Codable, Hashable, Sendable {
  /// How many records the week had then, and how many of them say that something was refused.
  public var records: Int
  public var refused: Int
  /// What the auditor has to say about the week.
  public var note: String?
  /// The auditor's name.
  public var by: String
  public var at: Date

  public init(records: Int, refused: Int, note: String?, by: String, at: Date) {
    self.records = records
    self.refused = refused
    self.note = note
    self.by = by
    self.at = at
  }
}
