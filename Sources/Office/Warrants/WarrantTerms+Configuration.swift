extension WarrantTerms {
  /// The terms of a server.
  public init(_ configuration: Configuration) {
    self.init(
      longestDays: configuration.retention.passDays, holders: configuration.sealing.holders, identities: configuration.sealing.identities)
  }
}
