public import Traffic

/// Where somebody works: in the whole country, or in some regions and at some sites. Roles say what a person may do, the scope says where.
///
/// A thing outside a person's scope answers exactly as a thing that does not exist.
public enum Scope: Sendable, Codable, Hashable {
  case everywhere
  /// The sites of these regions, those that are added later too, and these sites.
  case parts(regions: Set<String>, sites: Set<SiteID>)

  /// The sites that lie in the scope now.
  /// - Parameter sites: all that there are.
  public func area(among sites: some Sequence<Site>) -> Area {
    guard case .parts(let regions, let named) = self else { return .everywhere }
    return .sites(Set(sites.lazy.filter { regions.contains($0.regionName) || named.contains($0.id) }.map(\.id)))
  }

  /// Whether another scope lies in this one, whatever sites are added to a region later. Who is limited themselves gives nobody more than they have.
  /// - Parameter sites: all that there are.
  public func covers(_ other: Scope, among sites: some Sequence<Site>) -> Bool {
    guard case .parts(let regions, _) = self else { return true }
    guard case .parts(let otherRegions, let otherSites) = other else { return false }
    let area = area(among: sites)
    return otherRegions.isSubset(of: regions) && otherSites.allSatisfy(area.contains)
  }
}
