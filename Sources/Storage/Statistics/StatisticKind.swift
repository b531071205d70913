public import Traffic

/// What an hourly counter counts. Counters hold numbers only, and outlive what they counted.
public struct StatisticKind: RawRepresentable, Hashable, Sendable, Codable {
  public var rawValue: String

  public init(rawValue: String) { self.rawValue = rawValue }

  /// Vehicles that passed.
  public static let pass = StatisticKind(rawValue: "pass")
  /// Passes of which nobody could read a plate.
  public static let unread = StatisticKind(rawValue: "unread")
  /// Passes where camera and server read different plates.
  public static let disagreement = StatisticKind(rawValue: "disagreement")
  /// Matches with a hotlist.
  public static let hit = StatisticKind(rawValue: "hit")

  /// Cases opened for a kind of violation.
  public static func violation(_ kind: ViolationKind) -> StatisticKind { StatisticKind(rawValue: "violation/\(kind.rawValue)") }

  /// Cases opened, each kind of violation.
  public static let violations = ViolationKind.allCases.map(violation)

  /// The kind of violation that it counts, where it counts one.
  public var violation: ViolationKind? {
    rawValue.hasPrefix("violation/") ? ViolationKind(rawValue: String(rawValue.dropFirst("violation/".count))) : nil
  }
}
