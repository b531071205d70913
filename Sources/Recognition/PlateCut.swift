/// How a plate is cut out before it is read.
struct PlateCut: Hashable, Sendable {
  enum Rows: Int, Sendable {
    case one = 1
    /// The upper row is laid left of the lower one, so that the reader sees one row.
    case two = 2
  }

  var corners: Quadrilateral
  var rows = Rows.one

  /// From this width to height on a plate has one row. Squarer ones may have two, or one: American plates, those of motorcycles.
  static let squarest = 2.3

  var mayHaveTwoRows: Bool { rows == .one && corners.width < Self.squarest * corners.height }

  /// The same plate as one of two rows. The reader says nothing of a plate that is cut as if it had the other number of rows.
  var inTwoRows: PlateCut { PlateCut(corners: corners, rows: .two) }

  /// The same cut with more around it. A corner that is a few pixels off loses the first or last character in the tight cut, and the frame
  /// around the plate reads as a character in the wide one; both seldom go wrong in the same way.
  var wider: PlateCut { PlateCut(corners: corners.widened(along: 1.12, across: 1.1), rows: rows) }
}
