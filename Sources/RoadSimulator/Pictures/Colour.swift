import CVision
import Foundation

/// A colour in linear light; 1 is a white surface in full light, lamps go beyond.
struct Colour: Hashable, Sendable {
  var red: Double
  var green: Double
  var blue: Double

  init(_ red: Double, _ green: Double, _ blue: Double) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  static let black = Colour(0, 0, 0)

  static func grey(_ level: Double) -> Colour { Colour(level, level, level) }
  static func + (a: Colour, b: Colour) -> Colour { Colour(a.red + b.red, a.green + b.green, a.blue + b.blue) }
  static func * (a: Colour, factor: Double) -> Colour { Colour(a.red * factor, a.green * factor, a.blue * factor) }

  /// The colour `share` of the way to another.
  func mixed(with other: Colour, _ share: Double) -> Colour { self * (1 - share) + other * share }

  var drawn: drawing_colour { drawing_colour(red: Float(red), green: Float(green), blue: Float(blue)) }
}
