import Access

extension AgencyDesk {
  /// - Returns: `nil` where no identity provider is configured.
  /// - Throws: ``AgencySecretFault``.
  init?(_ configuration: Configuration) throws {
    guard let agency = configuration.signIn.agency else { return nil }
    self.init(terms: try agency.terms(officeAddress: configuration.officeAddress), provider: AgencyClient())
  }
}
