public import Foundation

/// A pass that matches a hotlist entry. Not ground for a stop until a dispatcher has confirmed it by eye.
public struct Hit: Hashable, Sendable, Codable, Identifiable {
  public enum Decision: String, Sendable, Codable, CaseIterable {
    case open, confirmed, wrongRegion = "wrong-region", misread, dismissed
  }

  public var id: UUID
  public var pass: Pass
  public var entry: HotlistEntry
  /// The pictures by which a dispatcher confirms it.
  public var evidence: Evidence
  public var decision: Decision
  public var decidedBy: String?
  public var decidedAt: Date?
  public var note: String?

  public init(
    id: UUID = UUID(), pass: Pass, entry: HotlistEntry, evidence: Evidence = Evidence(), decision: Decision = .open, decidedBy: String? = nil,
    decidedAt: Date? = nil, note: String? = nil
  ) {
    self.id = id
    self.pass = pass
    self.entry = entry
    self.evidence = evidence
    self.decision = decision
    self.decidedBy = decidedBy
    self.decidedAt = decidedAt
    self.note = note
  }
}
