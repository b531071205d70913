/// Something in a rulebook that cannot be right.
public struct RuleFault: Error, Hashable, Sendable, CustomStringConvertible {
  /// Where in the section `rules`, such as `rules[2].speed.bands[1].overByKmh`.
  public var key: String
  /// What is wrong and what would be right.
  public var message: String

  public init(key: String, message: String) {
    self.key = key
    self.message = message
  }

  public var description: String { "\(key): \(message)" }
}
