public import Foundation

/// A violation on its way to a decision.
public struct Case: Hashable, Sendable, Codable, Identifiable {
  public var id: CaseID
  /// The number people say, such as `G-2026-000123`.
  public var number: String
  public var state: CaseState
  public var pass: Pass
  public var violation: Violation
  /// Other rules broken in the same pass, judged as cases of their own.
  public var related: [CaseID]
  public var evidence: Evidence
  /// What the registry said at capture.
  public var registered: RegisteredVehicle?
  public var reviews: [Review]
  /// The plate that review settled on; `nil` before.
  public var settledPlate: Plate?
  public var noticeNumber: String?
  public var timeline: [Event]
  public var openedAt: Date
  /// While it is set, nothing of the case is destroyed, whatever retention says.
  public var hold: Hold?
  /// What the keeper answered to the notice; `nil` where nothing came.
  public var statement: Statement?

  public init(
    id: CaseID = CaseID(), number: String, state: CaseState = .received, pass: Pass, violation: Violation, related: [CaseID] = [],
    evidence: Evidence = Evidence(), registered: RegisteredVehicle? = nil, reviews: [Review] = [], settledPlate: Plate? = nil,
    noticeNumber: String? = nil, timeline: [Event] = [], openedAt: Date, hold: Hold? = nil
  ) {
    self.id = id
    self.number = number
    self.state = state
    self.pass = pass
    self.violation = violation
    self.related = related
    self.evidence = evidence
    self.registered = registered
    self.reviews = reviews
    self.settledPlate = settledPlate
    self.noticeNumber = noticeNumber
    self.timeline = timeline
    self.openedAt = openedAt
    self.hold = hold
  }

  /// One person's decision.
  public struct Review: Hashable, Sendable, Codable {
    public enum Decision: String, Sendable, Codable { case approve, reject }
    /// The reviewer's person ID.
    public var reviewer: UUID
    public var reviewerName: String
    public var decision: Decision
    /// The plate as the reviewer entered or confirmed it.
    public var plate: Plate?
    public var reason: RejectReason?
    public var note: String?
    public var at: Date

    public init(
      reviewer: UUID, reviewerName: String, decision: Decision, plate: Plate? = nil, reason: RejectReason? = nil, note: String? = nil, at: Date
    ) {
      self.reviewer = reviewer
      self.reviewerName = reviewerName
      self.decision = decision
      self.plate = plate
      self.reason = reason
      self.note = note
      self.at = at
    }
  }

  /// Something that happened to the case.
  public struct Event: Hashable, Sendable, Codable {
    public var at: Date
    /// Who did it; `nil` for the system.
    public var actor: String?
    public var what: String
    /// The state it led to, where it changed one.
    public var state: CaseState?

    public init(at: Date, actor: String? = nil, what: String, state: CaseState? = nil) {
      self.at = at
      self.actor = actor
      self.what = what
      self.state = state
    }
  }
}
