/// Who issues notices, and what a notice tells the keeper to do.
public struct Authority: Sendable, Codable, Hashable {
  public var name: String
  public var address: String
  /// How and where to pay.
  public var payment: String
  /// How and until when to contest.
  public var contest: String
  /// How to name the person who drove.
  public var nominate: String
  /// Where the evidence can be seen with the access code.
  public var evidence: String

  public init(name: String, address: String, payment: String, contest: String, nominate: String, evidence: String) {
    self.name = name
    self.address = address
    self.payment = payment
    self.contest = contest
    self.nominate = nominate
    self.evidence = evidence
  }
  private enum CodingKeys: String, CodingKey, CaseIterable {
    case name, address, payment, contest, nominate, evidence
  }

  public init(from decoder: any Decoder) throws {
    try decoder.refuseKeys(except: CodingKeys.self)
    let values = try decoder.container(keyedBy: CodingKeys.self)
    name = try values.decode(String.self, forKey: .name)
    address = try values.decode(String.self, forKey: .address)
    payment = try values.decode(String.self, forKey: .payment)
    contest = try values.decode(String.self, forKey: .contest)
    nominate = try values.decode(String.self, forKey: .nominate)
    evidence = try values.decode(String.self, forKey: .evidence)
  }
}
