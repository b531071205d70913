/// The sites that a question about the road is asked of.
public enum Area: Sendable, Hashable {
  case everywhere
  /// These sites and nothing beyond them. Of no site at all nothing is found.
  case sites(Set<SiteID>)

  /// Nothing lies here.
  public static let nowhere = Area.sites([])

  /// Whether a site lies in it.
  public func contains(_ site: SiteID) -> Bool {
    switch self {
    case .everywhere: true
    case .sites(let sites): sites.contains(site)
    }
  }
}
