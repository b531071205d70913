import Access
import ArgumentParser
import Storage
import Traffic

/// Where somebody works, as it is said on the command line.
struct ScopeOption: ParsableArguments {
  @Option(name: .customLong("region"), help: "A region that their work is limited to; repeat for more. Without any they work everywhere.")
  var regions: [String] = []

  @Option(name: .customLong("site"), help: "A site that their work is limited to, beside the regions; repeat for more.")
  var sites: [SiteID] = []

  /// - Throws: `CommandFailure` for a region or site that is not there: whoever was limited to a misspelt one would see nothing.
  func scope(in store: Store) throws -> Scope {
    guard !regions.isEmpty || !sites.isEmpty else { return .everywhere }
    let known = try store.sites()
    let names = Set(known.map(\.regionName))
    for region in regions where !names.contains(region) {
      throw CommandFailure("no site lies in the region '\(region)'; there are: \(names.sorted().joined(separator: ", "))")
    }
    for site in sites where !known.contains(where: { $0.id == site }) {
      throw CommandFailure("there is no site '\(site)'; `gantry site list` shows them")
    }
    return .parts(regions: Set(regions), sites: Set(sites))
  }
}

extension Scope {
  /// `Tashkent,crossing`; empty for everywhere.
  var listed: String {
    guard case .parts(let regions, let sites) = self else { return "" }
    return (regions.sorted() + sites.map(\.rawValue).sorted()).joined(separator: ",")
  }
}
