import Access
import Traffic
import WebReception

/// The fields with which somebody's work is limited to a part of the country.
struct ScopeChoices: Sendable {
  /// Whether whoever gives the scope may let somebody work everywhere: who is limited themselves may not.
  var mayBeEverywhere: Bool
  var isEverywhere: Bool
  var regions: [Choice]
  var sites: [Choice]
  var hasSites: Bool
  /// Whether single sites are chosen.
  var namesSites: Bool

  /// - Parameters:
  ///   - scope: what is chosen.
  ///   - surroundings: the places that whoever gives the scope has.
  ///   - giver: their own scope.
  init(_ scope: Scope, in surroundings: Surroundings, givenBy giver: Scope) {
    let (regions, sites) = scope.named
    mayBeEverywhere = giver == .everywhere
    isEverywhere = scope == .everywhere
    self.regions = giver.regions(among: surroundings).union(regions).sorted().map { Choice($0, $0, isSelected: regions.contains($0)) }
    self.sites = surroundings.sitesByName.map { Choice($0.id.rawValue, "\($0.district) · \($0.name)", isSelected: sites.contains($0.id)) }
    hasSites = !self.sites.isEmpty
    namesSites = !sites.isEmpty
  }
}

extension Scope {
  /// The regions and sites that it names; none where it is everywhere.
  var named: (regions: Set<String>, sites: Set<SiteID>) {
    guard case .parts(let regions, let sites) = self else { return ([], []) }
    return (regions, sites)
  }

  /// The regions that somebody of this scope may give to others. Whoever has single sites of a region does not have the region.
  func regions(among surroundings: Surroundings) -> Set<String> {
    guard case .parts(let regions, _) = self else { return Set(surroundings.contents.sites.values.map(\.regionName)) }
    return regions
  }

  /// `Tashkent, Samarkand and 2 sites`; `nil` for everywhere.
  var label: String? {
    guard case .parts(let regions, let sites) = self else { return nil }
    let parts = regions.sorted() + (sites.isEmpty ? [] : [Wording.count(sites.count, "site", "sites")])
    guard let last = parts.last else { return "nowhere" }
    return parts.count == 1 ? last : "\(parts.dropLast().joined(separator: ", ")) and \(last)"
  }

  /// Reads the fields of a form.
  /// - Parameter giver: the scope of whoever gives it, beyond which nobody is let.
  /// - Returns: `nil` for a form without them.
  /// - Throws: ``PageFault/badForm(_:)`` that says what would be right.
  init?(_ form: FormFields, in surroundings: Surroundings, givenBy giver: Scope) throws(PageFault) {
    guard let choice = form["scope"] else { return nil }
    guard ["everywhere", "limited"].contains(choice) else { throw .badForm("“scope” is everywhere or limited.") }
    let regions = Set(form.all("region"))
    let sites = Set(form.all("site").compactMap(SiteID.init(rawValue:)))
    self = choice == "everywhere" ? .everywhere : .parts(regions: regions, sites: sites)
    if choice == "limited", regions.isEmpty, sites.isEmpty { throw .badForm("Please choose at least one region or site, or everywhere.") }
    let all = surroundings.contents.sites
    guard regions.isSubset(of: giver.regions(among: surroundings)), sites.count == form.all("site").count,
      sites.allSatisfy({ all[$0] != nil }), giver.covers(self, among: all.values)
    else { throw .badForm("Please choose from the regions and sites of the list. Nobody gives more than they have themselves.") }
  }
}
