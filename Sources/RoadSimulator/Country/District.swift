/// A city or a rural district with its places.
struct District: Sendable {
  /// Begins the names of its sites and cameras.
  var code: String
  var name: String
  /// What the surroundings look like.
  var setting: Streetscape.Setting
  var timeZone: String
  /// Region on the plates of those who live here.
  var plateRegion: String
  /// Share of the country's vehicles that live here.
  var population: Double
  var places: [Place]
}
