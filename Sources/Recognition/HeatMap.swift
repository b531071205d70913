import Foundation
import Traffic

/// What the detector computes for one picture: nine planes of cells, eight pixels apart.
///
/// Plane 0 says how much a cell is the middle of a plate (a logit); planes 1 to 8 say where its four corners lie, relative to the cell
/// and in units of sixteen pixels, in the order top left, top right, bottom right, bottom left, x before y.
struct HeatMap {
  static let planes = 9
  static let cellPixels = 8
  static let cornerUnitPixels = 16.0
  /// Below this a middle is noise. Low, because the reader says nothing of what is no plate.
  static let threshold = 0.25
  /// Two boxes that overlap more than this are one plate.
  static let overlapLimit = 0.4
  /// A picture with more plates than this is a car park or a pattern; the best ones are enough.
  static let maximumPlates = 32
  /// Bounds the comparisons for a picture that is all noise.
  static let maximumPeaks = 512

  let values: UnsafeBufferPointer<Float>
  let columns: Int
  let rows: Int

  /// - Parameter values: nine planes of `rows` × `columns`. `nil` where there are not as many values.
  init?(values: UnsafeBufferPointer<Float>, columns: Int, rows: Int) {
    guard columns > 0, rows > 0, values.count == Self.planes * columns * rows else { return nil }
    self.values = values
    self.columns = columns
    self.rows = rows
  }

  /// The plates, surest first, each once.
  func plates() -> [FoundPlate] {
    var kept: [FoundPlate] = []
    for plate in peaks().sorted(by: { $0.score > $1.score }).prefix(Self.maximumPeaks) {
      let bounds = plate.corners.bounds
      guard kept.allSatisfy({ $0.corners.bounds.overlap(with: bounds) <= Self.overlapLimit }) else { continue }
      kept.append(plate)
      if kept.count == Self.maximumPlates { break }
    }
    return kept
  }

  private func peaks() -> [FoundPlate] {
    let lowest = Float(log(Self.threshold / (1 - Self.threshold)))
    var found: [FoundPlate] = []
    for row in 0..<rows {
      for column in 0..<columns where values[row * columns + column] >= lowest && isPeak(column: column, row: row) {
        let corners = corners(column: column, row: row)
        let score = 1 / (1 + exp(-Double(values[row * columns + column])))
        if corners.isPlausible { found.append(FoundPlate(corners: corners, score: score)) }
      }
    }
    return found
  }

  /// Whether no neighbour is higher; of equal neighbours the first counts, so that a plateau has one peak.
  private func isPeak(column: Int, row: Int) -> Bool {
    let here = values[row * columns + column]
    for otherRow in max(0, row - 1)...min(rows - 1, row + 1) {
      for otherColumn in max(0, column - 1)...min(columns - 1, column + 1) {
        let other = values[otherRow * columns + otherColumn]
        let isEarlier = (otherRow, otherColumn) < (row, column)
        if other > here || (other == here && isEarlier) { return false }
      }
    }
    return true
  }

  private func corners(column: Int, row: Int) -> Quadrilateral {
    func corner(_ number: Int) -> Quadrilateral.Corner {
      Quadrilateral.Corner(
        x: Double(column * Self.cellPixels + Self.cellPixels / 2) + Self.cornerUnitPixels * value(1 + 2 * number, column, row),
        y: Double(row * Self.cellPixels + Self.cellPixels / 2) + Self.cornerUnitPixels * value(2 + 2 * number, column, row))
    }
    return Quadrilateral(topLeft: corner(0), topRight: corner(1), bottomRight: corner(2), bottomLeft: corner(3))
  }

  private func value(_ plane: Int, _ column: Int, _ row: Int) -> Double {
    Double(values[(plane * rows + row) * columns + column])
  }
}
