import Testing

@testable import Recognition

@Suite struct HeatMapTests {
  /// A map of 20 × 10 cells without a plate, and plates written into it.
  private struct Drawing {
    let columns = 20
    let rows = 10
    var values = [Float](repeating: -9, count: 9 * 200)

    mutating func draw(column: Int, row: Int, logit: Float, halfWidth: Float = 40, halfHeight: Float = 10) {
      let corners: [Float] = [-halfWidth, -halfHeight, halfWidth, -halfHeight, halfWidth, halfHeight, -halfWidth, halfHeight]
      values[row * columns + column] = logit
      for (plane, value) in corners.enumerated() { values[((plane + 1) * rows + row) * columns + column] = value / 16 }
    }

    func plates() -> [FoundPlate] {
      values.withUnsafeBufferPointer { HeatMap(values: $0, columns: columns, rows: rows)!.plates() }
    }
  }

  @Test func nothingIsFoundInNothing() {
    #expect(Drawing().plates().isEmpty)
  }

  @Test func cornersAreInPixelsOfTheInput() throws {
    var map = Drawing()
    map.draw(column: 7, row: 4, logit: 2)
    let plate = try #require(map.plates().first)
    #expect(plate.corners.topLeft == Quadrilateral.Corner(x: 60 - 40, y: 36 - 10))
    #expect(plate.corners.bottomRight == Quadrilateral.Corner(x: 60 + 40, y: 36 + 10))
    #expect(abs(plate.score - 0.8808) < 0.001)
  }

  @Test func neighboursAreOnePlateAndStrangersAreTwo() {
    var map = Drawing()
    map.draw(column: 3, row: 2, logit: 3)
    map.draw(column: 4, row: 2, logit: 1)
    map.draw(column: 6, row: 2, logit: 0)
    map.draw(column: 16, row: 8, logit: 0.5)
    let plates = map.plates()
    #expect(plates.count == 2)
    #expect(plates[0].score > plates[1].score)
    #expect(plates[0].corners.topLeft.x == 28 - 40)
  }

  @Test func plateauHasOnePeak() {
    var map = Drawing()
    map.draw(column: 9, row: 5, logit: 1)
    map.draw(column: 10, row: 5, logit: 1)
    #expect(map.plates().count == 1)
  }

  @Test func weakMiddlesAreNoise() {
    var map = Drawing()
    map.draw(column: 9, row: 5, logit: -1.2)
    #expect(map.plates().isEmpty)
    map.draw(column: 9, row: 5, logit: -1.0)
    #expect(map.plates().count == 1)
  }

  @Test func notANumberIsNoPlate() {
    var map = Drawing()
    map.draw(column: 9, row: 5, logit: 4, halfWidth: .nan)
    map.draw(column: 2, row: 5, logit: .nan)
    #expect(map.plates().isEmpty)
    let everything = [Float](repeating: .nan, count: 9 * 200)
    everything.withUnsafeBufferPointer { #expect(HeatMap(values: $0, columns: 20, rows: 10)!.plates().isEmpty) }
  }

  @Test func wrongShapeIsRefused() {
    let values = [Float](repeating: 0, count: 9 * 199)
    values.withUnsafeBufferPointer { #expect(HeatMap(values: $0, columns: 20, rows: 10) == nil) }
  }

  @Test func noiseEverywhereIsBounded() {
    var map = Drawing()
    for row in 0..<10 {
      for column in 0..<20 where (row + column).isMultiple(of: 2) && row.isMultiple(of: 2) {
        map.draw(column: column, row: row, logit: Float(row * 20 + column) / 100, halfWidth: 5, halfHeight: 3)
      }
    }
    #expect(map.plates().count == HeatMap.maximumPlates)
  }
}
