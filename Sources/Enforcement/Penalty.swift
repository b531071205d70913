/// What the law says of an act and what it costs.
public struct Penalty: Sendable, Codable, Hashable {
  /// The statute's code, such as `128-3 p. 1`.
  public var code: String
  /// The statute's wording as it is printed on the notice.
  public var text: String
  /// In whole units of the rulebook's currency.
  public var amount: Int

  public init(code: String, text: String, amount: Int) {
    self.code = code
    self.text = text
    self.amount = amount
  }
  private enum CodingKeys: String, CodingKey, CaseIterable {
    case code, text, amount
  }

  public init(from decoder: any Decoder) throws {
    try decoder.refuseKeys(except: CodingKeys.self)
    let values = try decoder.container(keyedBy: CodingKeys.self)
    code = try values.decode(String.self, forKey: .code)
    text = try values.decode(String.self, forKey: .text)
    amount = try values.decode(Int.self, forKey: .amount)
  }
}
