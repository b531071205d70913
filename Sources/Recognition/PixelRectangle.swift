import Traffic

/// A rectangle of whole pixels that lies in a picture and is not empty.
struct PixelRectangle: Hashable {
  let x: Int
  let y: Int
  let width: Int
  let height: Int

  /// The pixels of a box with a margin on each side, as a fraction of the box's width, cut to the picture.
  init(_ box: Box, widenedBy margin: Double, in size: PixelSize) {
    let across = Double(size.width)
    let down = Double(size.height)
    let border = margin * box.width * across
    x = Self.bounded(box.x * across - border, 0, size.width - 1)
    y = Self.bounded(box.y * down - border, 0, size.height - 1)
    width = Self.bounded((box.x + box.width) * across + border, x + 1, size.width) - x
    height = Self.bounded((box.y + box.height) * down + border, y + 1, size.height) - y
  }

  private static func bounded(_ value: Double, _ lowest: Int, _ highest: Int) -> Int {
    Int(min(max(value.rounded(), Double(lowest)), Double(highest)))
  }
}
