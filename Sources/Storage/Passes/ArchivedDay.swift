public import Sealing

/// The passes that arrived on one day: what retention destroys at once.
public struct ArchivedDay: Hashable, Sendable {
  /// The day of arrival.
  public let day: UTCDay
  public let epochs: Int
  public let passes: Int
  /// What its files take, in bytes.
  public let byteCount: Int
}
