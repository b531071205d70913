public import Access

extension Configuration {
  /// How people come in.
  public struct SignIn: Sendable, Equatable {
    /// What a one-time link is good for.
    public var links: LinkUse
    /// `nil` where nobody comes in through an identity provider.
    public var agency: Agency?
  }

  /// The office as passkeys know it.
  public var relyingParty: RelyingParty { RelyingParty(address: officeAddress) }
}

extension Configuration.SignIn {
  init(_ root: inout ConfigurationSection) {
    var section = root.section("sign_in")
    links = section.choice("links", default: .enrol)
    agency = Configuration.Agency(&section)
    section.refuseOthers()
  }
}

extension Configuration {
  /// Passkeys need an address that browsers make them for; links that open a session by themselves must not leave the machine.
  func refuseUnsafeSignIn(_ section: ConfigurationSection) {
    let party = relyingParty
    switch signIn.links {
    case .enrol where party.isAddress:
      section.note("address", "passkeys are made for a name, and \(party.id) is an IP address; on one machine use http://localhost:\(office.port)")
    case .enrol where !party.canHavePasskeys:
      section.note("address", "browsers make passkeys for https addresses only, or for http://localhost:\(office.port) on one machine")
    case .enter where !isOnThisMachine:
      section.note(
        "sign_in", "links: enter lets in whoever has a link; it is for trials with an address and listeners of this machine only: use links: enrol")
    case .enrol, .enter: break
    }
  }

  /// Whether nothing of it can be reached from another machine.
  private var isOnThisMachine: Bool {
    let party = relyingParty
    let host = party.id.trimmingPrefix("[").prefix { $0 != "]" }
    return (party.isOnThisMachine || Listener(host: String(host), port: 0).isLoopback) && [office, cameras, publicListener].allSatisfy(\.isLoopback)
  }
}
