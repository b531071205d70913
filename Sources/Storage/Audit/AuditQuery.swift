public import Foundation

/// Which audit records are meant.
public struct AuditQuery: Hashable, Sendable {
  /// Whose they are.
  public enum Who: Hashable, Sendable {
    case person(UUID)
    /// Whoever was at the machine itself.
    case console
  }

  public var who: Who?
  public var act: AuditRecord.Act?
  public var subject: AuditRecord.Subject?
  public var outcome: AuditRecord.Outcome?
  /// The first instant that counts.
  public var from: Date?
  /// The first instant that counts no longer.
  public var to: Date?

  public init(
    who: Who? = nil, act: AuditRecord.Act? = nil, subject: AuditRecord.Subject? = nil, outcome: AuditRecord.Outcome? = nil, from: Date? = nil,
    to: Date? = nil
  ) {
    self.who = who
    self.act = act
    self.subject = subject
    self.outcome = outcome
    self.from = from
    self.to = to
  }
}
