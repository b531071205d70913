import Traffic

/// Four corners of a plate in pixels, named as the plate reads.
struct Quadrilateral: Hashable, Sendable {
  struct Corner: Hashable, Sendable {
    var x: Double
    var y: Double
  }

  var topLeft: Corner
  var topRight: Corner
  var bottomRight: Corner
  var bottomLeft: Corner

  var corners: [Corner] { [topLeft, topRight, bottomRight, bottomLeft] }

  /// x and y of each corner in order.
  var flattened: [Float] { corners.flatMap { [Float($0.x), Float($0.y)] } }

  /// Width and height as the plate reads, each the mean of two opposite sides, in pixels.
  var width: Double { (Self.distance(topLeft, topRight) + Self.distance(bottomLeft, bottomRight)) / 2 }
  var height: Double { (Self.distance(topLeft, bottomLeft) + Self.distance(topRight, bottomRight)) / 2 }

  /// Whether this can be a plate: finite, convex, turning clockwise on the screen, and neither a speck nor a hair.
  var isPlausible: Bool {
    guard flattened.allSatisfy(\.isFinite), width >= 6, height >= 3, width < height * 14, height < width * 3 else { return false }
    let points = corners
    return points.indices.allSatisfy { index in
      let (a, b, c) = (points[index], points[(index + 1) % 4], points[(index + 2) % 4])
      return (b.x - a.x) * (c.y - b.y) - (b.y - a.y) * (c.x - b.x) > 0
    }
  }

  /// The upright box around it in the unit of its corners.
  var bounds: Box {
    let left = corners.map(\.x).min() ?? 0
    let top = corners.map(\.y).min() ?? 0
    return Box(x: left, y: top, width: (corners.map(\.x).max() ?? 0) - left, height: (corners.map(\.y).max() ?? 0) - top)
  }

  /// The upright box around it as fractions of a picture, cut to it.
  func box(in size: PixelSize) -> Box {
    let around = bounds
    let left = Self.bounded(around.x / Double(size.width))
    let top = Self.bounded(around.y / Double(size.height))
    let right = Self.bounded((around.x + around.width) / Double(size.width))
    let bottom = Self.bounded((around.y + around.height) / Double(size.height))
    return Box(x: left, y: top, width: right - left, height: bottom - top)
  }

  /// The same plate cut more widely: scaled about its middle, along the plate and across it.
  func widened(along: Double, across: Double) -> Quadrilateral {
    let middle = Corner(x: corners.reduce(0) { $0 + $1.x } / 4, y: corners.reduce(0) { $0 + $1.y } / 4)
    // Halves of the plate's own axes, and what perspective takes from a parallelogram.
    func part(_ top: (Double, Double), _ bottom: (Double, Double)) -> Corner {
      Corner(
        x: (top.0 * topLeft.x + top.1 * topRight.x + bottom.0 * bottomLeft.x + bottom.1 * bottomRight.x) / 4,
        y: (top.0 * topLeft.y + top.1 * topRight.y + bottom.0 * bottomLeft.y + bottom.1 * bottomRight.y) / 4)
    }
    let (reading, down, twist) = (part((-1, 1), (-1, 1)), part((-1, -1), (1, 1)), part((1, -1), (-1, 1)))
    func corner(_ right: Double, _ low: Double) -> Corner {
      Corner(
        x: middle.x + right * along * reading.x + low * across * down.x + right * low * along * across * twist.x,
        y: middle.y + right * along * reading.y + low * across * down.y + right * low * along * across * twist.y)
    }
    return Quadrilateral(topLeft: corner(-1, -1), topRight: corner(1, -1), bottomRight: corner(1, 1), bottomLeft: corner(-1, 1))
  }

  /// The same corners in a picture scaled by these factors.
  func scaled(x: Double, y: Double) -> Quadrilateral {
    func moved(_ corner: Corner) -> Corner { Corner(x: corner.x * x, y: corner.y * y) }
    return Quadrilateral(topLeft: moved(topLeft), topRight: moved(topRight), bottomRight: moved(bottomRight), bottomLeft: moved(bottomLeft))
  }

  private static func distance(_ a: Corner, _ b: Corner) -> Double {
    ((a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y)).squareRoot()
  }

  private static func bounded(_ fraction: Double) -> Double { min(1, max(0, fraction)) }
}
