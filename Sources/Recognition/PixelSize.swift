/// Width and height of a picture in pixels.
public struct PixelSize: Hashable, Sendable, Codable {
  public var width: Int
  public var height: Int

  public init(width: Int, height: Int) {
    self.width = width
    self.height = height
  }

  /// The longer of both.
  var longerSide: Int { max(width, height) }
}
