public import Foundation

/// What an auditor made of a record that was drawn for them.
public struct AuditAssessment: Codable, Hashable, Sendable {
  public enum Verdict: String, Codable, Sendable, CaseIterable, Hashable {
    case justified
    case notJustified = "not-justified"
    case unclear
  }

  public var verdict: Verdict
  /// Why; needed unless it is justified.
  public var note: String?
  /// The auditor's name.
  public var by: String
  public var at: Date

  public init(verdict: Verdict, note: String?, by: String, at: Date) {
    self.verdict = verdict
    self.note = note
    self.by = by
    self.at = at
  }
}
