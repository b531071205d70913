public import Traffic

/// What was read in one picture.
public struct Reading: Hashable, Sendable {
  public var pixelWidth: Int
  public var pixelHeight: Int
  /// How long decoding and reading took, waiting for a free lane not counted.
  public var milliseconds: Double
  /// The plates, best first; ``PlateRead/box`` is in fractions of the picture.
  public var plates: [PlateRead]

  public init(pixelWidth: Int, pixelHeight: Int, milliseconds: Double, plates: [PlateRead]) {
    self.pixelWidth = pixelWidth
    self.pixelHeight = pixelHeight
    self.milliseconds = milliseconds
    self.plates = plates
  }
}
