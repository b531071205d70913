/// A rectangle in a picture, as fractions of its width and height, origin at the top left. Independent of any scaled copy.
public struct Box: Hashable, Sendable, Codable {
  public var x: Double
  public var y: Double
  public var width: Double
  public var height: Double

  public init(x: Double, y: Double, width: Double, height: Double) {
    self.x = x
    self.y = y
    self.width = width
    self.height = height
  }

  /// Whether the rectangle lies in the picture (a rounding error of one per cent is forgiven) and is not empty.
  public var isInPicture: Bool {
    x.isFinite && y.isFinite && width.isFinite && height.isFinite && width > 0 && height > 0 && x >= -0.01 && y >= -0.01 && x + width <= 1.01
      && y + height <= 1.01
  }

  /// Intersection over union: 1 where both are the same, 0 where they do not touch.
  public func overlap(with other: Box) -> Double {
    let across = max(0, min(x + width, other.x + other.width) - max(x, other.x))
    let down = max(0, min(y + height, other.y + other.height) - max(y, other.y))
    let shared = across * down
    let both = width * height + other.width * other.height - shared
    return both > 0 ? shared / both : 0
  }

  /// Whether the middle of `other` lies in this rectangle.
  public func containsMiddle(of other: Box) -> Bool {
    let middleX = other.x + other.width / 2
    let middleY = other.y + other.height / 2
    return middleX >= x && middleX <= x + width && middleY >= y && middleY <= y + height
  }
}
