import Traffic

extension ViolationKind {
  /// What its measurement is of, where it has one.
  var measurementLabel: String {
    switch self {
    case .redLight, .stopLine: "Time after red"
    case .speed: "Speed"
    default: "Measured"
    }
  }

  /// How many decimal places its measurement is shown with.
  var measurementPlaces: Int {
    switch self {
    case .redLight, .stopLine: 2
    default: 1
    }
  }
}
