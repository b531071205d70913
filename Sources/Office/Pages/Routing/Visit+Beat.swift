import Access
import Traffic

/// Where the person who asks works.
extension Visit {
  /// The sites that are there for them; for a stranger there are none.
  var area: Area { office.area(of: context.person) }

  /// The store as they see it.
  var beat: Beat { Beat(area, in: office.parts.store) }

  /// The places that their pages name.
  var surroundings: Surroundings { office.surroundings.within(area) }
}

extension OfficeDesk {
  /// The sites that are there for somebody.
  func area(of person: Person?) -> Area { person?.scope.area(among: parts.directory.current.sites.values) ?? .nowhere }
}
