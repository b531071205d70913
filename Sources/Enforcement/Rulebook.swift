public import Traffic

/// The rules in force in one jurisdiction: what is judged, how strictly, and what it costs.
///
/// Read from the section `rules` of the configuration. Every case keeps the statute, the amount and the measurement as they stood when it was
/// judged, so that a change here never touches a case that exists.
public struct Rulebook: Sendable, Codable, Hashable {
  /// ISO 3166-1 alpha-2 country, with a subdivision where the law is the subdivision's (`UZ`, `US-CA`).
  public var jurisdiction: String
  /// What the authority calls this edition; written on every notice.
  public var version: String
  /// ISO 4217 code of the amounts.
  public var currency: String
  /// Days from issue until the penalty is due; the last of them counts in full.
  public var noticeDueDays: Int
  /// Who issues the notices.
  public var authority: Authority
  /// At most one rule of each kind, in the order in which their violations are listed.
  public var rules: [Rule]

  public init(jurisdiction: String, version: String, currency: String, noticeDueDays: Int, authority: Authority, rules: [Rule]) {
    self.jurisdiction = jurisdiction
    self.version = version
    self.currency = currency
    self.noticeDueDays = noticeDueDays
    self.authority = authority
    self.rules = rules
  }

  private enum CodingKeys: String, CodingKey, CaseIterable {
    case jurisdiction, version, currency, noticeDueDays, authority, rules
  }

  public init(from decoder: any Decoder) throws {
    try decoder.refuseKeys(except: CodingKeys.self)
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      jurisdiction: try values.decode(String.self, forKey: .jurisdiction),
      version: try values.decode(String.self, forKey: .version),
      currency: try values.decode(String.self, forKey: .currency),
      noticeDueDays: try values.decode(Int.self, forKey: .noticeDueDays),
      authority: try values.decode(Authority.self, forKey: .authority),
      rules: try values.decode([Rule].self, forKey: .rules)
    )
  }

  /// The enabled rule of a kind; `nil` where there is none.
  public func rule(for kind: ViolationKind) -> Rule? {
    rules.first { $0.kind == kind && $0.isEnabled }
  }
}
