import Foundation

/// Number-plate characters as strokes of even weight, read from `plate-glyphs.json`.
struct PlateGlyphs: Decodable, Sendable {
  /// Width of the strokes' box relative to its height.
  var aspect: Double
  /// Thickness of a stroke relative to the height of a character.
  var strokeWeight: Double
  /// Gap between two characters relative to their height.
  var spacing: Double
  /// Polylines of each character, x and y from 0 to 1, y downwards.
  var glyphs: [String: [[[Double]]]]

  /// - Throws: ``SimulatorError/resource(_:)`` where the file is missing or damaged.
  static func load() throws(SimulatorError) -> PlateGlyphs {
    let name = "plate-glyphs.json"
    guard let file = Bundle.module.url(forResource: "plate-glyphs", withExtension: "json", subdirectory: "Resources"),
      let bytes = try? Data(contentsOf: file), let glyphs = try? JSONDecoder().decode(PlateGlyphs.self, from: bytes)
    else { throw .resource(name) }
    return glyphs
  }
}
