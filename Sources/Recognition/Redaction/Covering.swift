import Traffic

/// What happens to one rectangle of a picture in its views.
struct Covering: Hashable, Sendable {
  /// As fractions of the picture; may reach beyond it.
  var box: Box
  /// `nil` shows the rectangle as it is, also where an earlier covering hid it.
  var grid: Grid?

  /// Into how many mean colours the rectangle is reduced.
  ///
  /// A blur alone can be undone, because it only spreads what is there. Here what is shown is drawn from these few colours and from nothing else,
  /// so that nothing more than they say can be got back.
  struct Grid: Hashable, Sendable {
    var columns: Int
    var rows: Int

    /// A plate is one tone: even the means of its halves would tell a guesser with a list of plates something.
    static let plate = Grid(columns: 1, rows: 1)
    /// Pieces of about 40 cm, twice as large as a face.
    static let glass = Grid(columns: 8, rows: 6)

    /// For a picture nobody looked for plates in: pieces as wide as a plate that is well in the picture, so that none is more than a piece or two.
    static func whole(of size: PixelSize) -> Grid {
      let longer = 16.0
      func count(_ length: Int) -> Int { max(1, Int((longer * Double(length) / Double(max(1, size.longerSide))).rounded())) }
      return Grid(columns: count(size.width), rows: count(size.height))
    }
  }
}
