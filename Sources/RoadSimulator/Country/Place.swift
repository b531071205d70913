import Traffic

/// A true place where the virtual country has a camera bank.
struct Place: Sendable {
  var name: String
  var latitude: Double
  var longitude: Double
  var kind: Site.Kind
  /// In force there, in km/h.
  var limitKmh: Double

  /// A junction with signals.
  static func junction(_ name: String, _ latitude: Double, _ longitude: Double, _ limitKmh: Double = 60) -> Place {
    Place(name: name, latitude: latitude, longitude: longitude, kind: .junction, limitKmh: limitKmh)
  }

  /// A stretch of road.
  static func road(_ name: String, _ latitude: Double, _ longitude: Double, _ limitKmh: Double = 70) -> Place {
    Place(name: name, latitude: latitude, longitude: longitude, kind: .road, limitKmh: limitKmh)
  }
}
