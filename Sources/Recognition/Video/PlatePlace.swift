/// Where a plate is in the picture, in pixels: its middle and its size.
struct PlatePlace: Hashable {
  var x: Double
  var y: Double
  var width: Double
  var height: Double

  /// How far the middles are apart, in widths of the wider plate.
  func distance(to other: PlatePlace) -> Double {
    let across = x - other.x, down = y - other.y
    return (across * across + down * down).squareRoot() / max(width, other.width, 1)
  }

  /// 1 for the same width, towards 0 the more they differ.
  func sizeLikeness(to other: PlatePlace) -> Double { min(width, other.width) / max(width, other.width, 1e-9) }
}
