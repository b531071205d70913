public import Access

extension FrontDoor {
  /// The front door as the configuration wants it.
  public init(store: any EntranceStore, as configuration: Configuration) {
    self.init(
      store: store, relyingParty: configuration.relyingParty, links: configuration.signIn.links, idle: configuration.sessions.idle,
      absolute: configuration.sessions.absolute)
  }
}
