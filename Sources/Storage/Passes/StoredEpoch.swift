public import Sealing

/// An epoch that the archive has, with what a warrant's questions are made of.
public struct StoredEpoch: Hashable, Sendable {
  public let record: EpochRecord
  /// When it was opened, and until when it was for.
  public let period: EpochPeriod
  /// How many passes there are of each camera and capture hour, as of now where the epoch is open still.
  public let scopes: [PlateScope: Int]
}
