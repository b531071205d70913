/// What somebody drew on the picture of a fixed video camera: where vehicles have to stop, and which lamp tells them to.
public struct VideoMarks: Hashable, Sendable, Codable {
  /// A point as fractions of the picture's width and height, origin at the top left.
  public struct Point: Hashable, Sendable, Codable {
    public var x: Double
    public var y: Double

    public init(x: Double, y: Double) {
      self.x = x
      self.y = y
    }

    var isInPicture: Bool { (0...1).contains(x) && (0...1).contains(y) }
  }

  /// The stop line across the lanes that the lamp is for.
  public struct StopLine: Hashable, Sendable, Codable {
    public var from: Point
    public var to: Point

    public init(from: Point, to: Point) {
      self.from = from
      self.to = to
    }
  }

  public var stopLine: StopLine
  /// Around the red lamp alone, as tight as it can be drawn: it is red where enough of it is bright and red.
  public var redLamp: Box

  public init(stopLine: StopLine, redLamp: Box) {
    self.stopLine = stopLine
    self.redLamp = redLamp
  }

  /// What is wrong with the marks, as a sentence that says what would be right; `nil` where they can be used.
  public var fault: String? {
    guard stopLine.from.isInPicture, stopLine.to.isInPicture else { return "both ends of the stop line must lie in the picture, as fractions from 0 to 1" }
    let length = ((stopLine.to.x - stopLine.from.x) * (stopLine.to.x - stopLine.from.x) + (stopLine.to.y - stopLine.from.y) * (stopLine.to.y - stopLine.from.y)).squareRoot()
    guard length >= 0.02 else { return "the stop line must be at least a fiftieth of the picture long" }
    guard redLamp.isInPicture else { return "the red lamp's box must lie in the picture and not be empty" }
    return nil
  }
}
