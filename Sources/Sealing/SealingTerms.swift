import Foundation

/// What passes are sealed under: whose server it is, how long an epoch lasts, and who holds the keys.
public struct SealingTerms: Hashable, Sendable {
  public let installation: InstallationID
  /// One of ``EpochPeriod/lengthsMinutes``.
  public let epochMinutes: Int
  public let holders: HolderSet

  public init(installation: InstallationID, epochMinutes: Int, holders: HolderSet) {
    self.installation = installation
    self.epochMinutes = epochMinutes
    self.holders = holders
  }
}
