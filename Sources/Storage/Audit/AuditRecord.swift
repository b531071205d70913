public import Access
public import Foundation

/// Who did what with whose data, when, why and from where: one use of the system.
///
/// Holds what California Civil Code 1798.90.52, Iowa HF 2701, Directive (EU) 2016/680 Article 25 and CJIS AU-3 ask for. What stands in it never
/// leaves the office; the public log has its commitment and its kind.
public struct AuditRecord: Hashable, Sendable {
  /// When, down to 1/100 s.
  public var at: Date
  /// How far the clock at the office was ahead of UTC then, in seconds.
  public var zoneOffsetSeconds: Int
  public var actor: Actor
  /// The installation whose record it is.
  public var organisation: String
  public var act: Act
  public var subject: Subject
  /// Which one: a case's or notice's number, a list's name, an ID.
  public var reference: String?
  /// The data by which was searched, by the names of the fields.
  public var query: [String: String]
  public var purpose: Purpose
  /// The class of offence it was for.
  public var offence: String?
  public var caseNumber: String?
  public var outcome: Outcome
  /// What else says what was done, such as `approve`.
  public var detail: String?
  /// What was signed with a passkey for it.
  public var approval: ApprovalMark?
  /// Where the request came from: an IP address, or `console`.
  public var source: String

  public init(
    at: Date, zoneOffsetSeconds: Int = 0, actor: Actor, organisation: String, act: Act, subject: Subject, reference: String? = nil,
    query: [String: String] = [:], outcome: Outcome = .done, detail: String? = nil, source: String
  ) {
    self.at = Date(timeIntervalSince1970: (at.timeIntervalSince1970 * 100).rounded(.down) / 100)
    self.zoneOffsetSeconds = zoneOffsetSeconds
    self.actor = actor
    self.organisation = organisation
    self.act = act
    self.subject = subject
    self.reference = reference
    self.query = query
    purpose = subject.purpose
    self.outcome = outcome
    self.detail = detail
    self.source = source
  }

  /// An approval, by its ID and its ``Approval/hash``, so that it cannot be exchanged for another.
  public struct ApprovalMark: Hashable, Sendable {
    public var id: UUID
    public var hash: Data

    public init(_ approval: Approval) { self.init(id: approval.id, hash: approval.hash) }

    init(id: UUID, hash: Data) {
      self.id = id
      self.hash = hash
    }
  }

  /// Who it was, as they were at that time.
  public struct Actor: Hashable, Sendable {
    /// `nil` for whoever was at the machine itself.
    public var person: UUID?
    public var name: String
    /// In the order of their names; `console` for whoever was at the machine.
    public var roles: [String]
    /// Where in the organisation they work; empty where nobody said.
    public var unit: String

    public init(_ person: Person) {
      self.init(person: person.id, name: person.name, roles: person.roles.map(\.rawValue).sorted(), unit: person.unit)
    }

    /// Whoever has the machine: known by the name that the operating system has for them.
    public static func console(_ user: String) -> Actor { Actor(person: nil, name: user, roles: ["console"], unit: "") }

    init(person: UUID?, name: String, roles: [String], unit: String) {
      self.person = person
      self.name = name
      self.roles = roles
      self.unit = unit
    }
  }
}
