import Foundation

/// The colour of a vehicle. White is by far the commonest in the heat.
public enum Paint: String, Sendable, CaseIterable, Codable {
  case white, silver, grey, black, blue, red, beige, green

  /// Share of each on the road.
  static let shares: [(Paint, Double)] = [
    (.white, 58), (.silver, 12), (.grey, 10), (.black, 9), (.blue, 5), (.red, 2.5), (.beige, 2.5), (.green, 1),
  ]

  /// What the lacquer looks like in white light.
  var colour: Colour {
    switch self {
    case .white: Colour(0.50, 0.50, 0.49)
    case .silver: Colour(0.34, 0.35, 0.36)
    case .grey: Colour(0.11, 0.115, 0.12)
    case .black: Colour(0.012, 0.012, 0.014)
    case .blue: Colour(0.03, 0.07, 0.22)
    case .red: Colour(0.30, 0.02, 0.02)
    case .beige: Colour(0.42, 0.36, 0.26)
    case .green: Colour(0.04, 0.12, 0.07)
    }
  }
}
