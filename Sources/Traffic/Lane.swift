/// A lane of a road as one camera numbers it.
public struct Lane: Hashable, Sendable, Codable {
  /// From 1, counted from the kerb.
  public var number: Int
  /// The signal group that controls it, where a signal does.
  public var signalGroup: String?

  public init(number: Int, signalGroup: String? = nil) {
    self.number = number
    self.signalGroup = signalGroup
  }
}
