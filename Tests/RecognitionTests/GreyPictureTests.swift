import CVision
import Foundation
import Testing

@testable import Recognition

@Suite struct GreyPictureTests {
  /// A picture in two bands, the upper darker than the lower.
  private func bands(_ size: PixelSize) -> Data {
    let drawing = PlateDrawing(size: size)
    drawing.fill(-1, Double(size.height) / 2, Double(size.width) + 2, Double(size.height), 0.5)
    return drawing.jpeg(quality: 100)
  }

  private func overview(_ picture: GreyPicture, inner: PixelSize, plane: PixelSize) throws -> [Float] {
    var values = [Float](repeating: .nan, count: plane.width * plane.height)
    try values.withUnsafeMutableBufferPointer { try picture.fillOverview(#require($0.baseAddress), inner: inner, plane: plane) }
    return values
  }

  private func straightened(_ picture: GreyPicture, _ cut: PlateCut) throws -> [Float] {
    var values = [Float](repeating: .nan, count: CharacterReader.cropValues)
    try values.withUnsafeMutableBufferPointer { try picture.straighten(cut, into: #require($0.baseAddress)) }
    return values
  }

  /// Mean of some columns of a straightened crop.
  private func mean(_ crop: [Float], columns: Range<Int>) -> Float {
    let width = Int(PICTURE_READER_WIDTH)
    let values = crop.indices.filter { columns.contains($0 % width) }.map { crop[$0] }
    return values.reduce(0, +) / Float(values.count)
  }

  @Test func overviewIsShrunkByAreasAndPadded() throws {
    let picture = try GreyPicture()
    try picture.decode(bands(PixelSize(width: 300, height: 200)))
    let plane = PixelSize(width: 128, height: 96)
    let values = try overview(picture, inner: PixelSize(width: 120, height: 80), plane: plane)
    #expect(!values.contains { $0.isNaN })
    let (dark, light) = (values[0], values[79 * 128])
    #expect(dark < light)
    // The edge between the bands is drawn softly.
    for row in 0..<96 where !(39...40).contains(row) {
      let expected = (0..<128).map { $0 >= 120 || row >= 80 ? 114 / 127.5 - 1 : row < 40 ? dark : light }
      #expect(zip(values[(row * 128)...], expected).allSatisfy { abs($0 - $1) < 0.03 }, "row \(row)")
    }
  }

  /// Where rows do not go into each other, each counts with the share that falls on the row of the overview.
  @Test func rowsAreSharedOut() throws {
    let picture = try GreyPicture()
    try picture.decode(bands(PixelSize(width: 40, height: 50)))
    let whole = try overview(picture, inner: PixelSize(width: 40, height: 50), plane: PixelSize(width: 40, height: 50))
    let (dark, light) = (whole[0], whole[49 * 40])
    let shrunk = try overview(picture, inner: PixelSize(width: 16, height: 5), plane: PixelSize(width: 16, height: 5))
    // Of five rows the third has five pixels of either band.
    for (row, expected) in [dark, dark, (dark + light) / 2, light, light].enumerated() {
      for column in 0..<16 { #expect(abs(shrunk[row * 16 + column] - expected) < 0.02, "row \(row), column \(column)") }
    }
  }

  @Test func shrinkingKeepsTheMean() throws {
    let picture = try GreyPicture()
    try picture.decode(SamplePicture.baseline)
    let whole = try overview(picture, inner: picture.size, plane: picture.size)
    let mean = whole.reduce(0, +) / Float(whole.count)
    for (width, height) in [(95, 63), (48, 32), (37, 11), (1, 1)] {
      let inner = PixelSize(width: width, height: height)
      let values = try overview(picture, inner: inner, plane: inner)
      #expect(abs(values.reduce(0, +) / Float(values.count) - mean) < 0.01, "\(inner)")
    }
  }

  @Test func overviewIsNeverLargerThanThePicture() throws {
    let picture = try GreyPicture()
    try picture.decode(SamplePicture.baseline)
    for (width, height) in [(97, 64), (96, 65), (0, 64), (-4, 4)] {
      let inner = PixelSize(width: width, height: height)
      #expect(throws: RecognitionError.self) { try overview(picture, inner: inner, plane: PixelSize(width: 128, height: 96)) }
    }
    #expect(throws: RecognitionError.self) { try overview(picture, inner: picture.size, plane: PixelSize(width: 64, height: 64)) }
  }

  @Test func rowsComeToLieSideBySide() throws {
    let picture = try GreyPicture()
    try picture.decode(bands(PixelSize(width: 200, height: 200)))
    let plate = PlateCut(corners: PlateDrawing.rectangle(50, 70, 100, 60))
    let one = try straightened(picture, plate)
    #expect(abs(mean(one, columns: 0..<80) - mean(one, columns: 80..<160)) < 0.05)
    let two = try straightened(picture, plate.inTwoRows)
    #expect(mean(two, columns: 0..<80) < -0.8)
    #expect(mean(two, columns: 80..<160) > 0.8)
  }

  /// A plate that is many times as large as the crop is shrunk by areas first, with either number of rows.
  @Test(arguments: [PlateCut.Rows.one, .two]) func sizeOfAPlateHardlyMatters(rows: PlateCut.Rows) throws {
    let picture = try GreyPicture()
    let small = PlateDrawing.plate(["AB12", "CD345"], width: 120, height: 80, in: PixelSize(width: 240, height: 160))
    let large = PlateDrawing.plate(["AB12", "CD345"], width: 960, height: 640, in: PixelSize(width: 1920, height: 1280))
    let crops = try [small, large].map { plate in
      try picture.decode(plate.jpeg)
      return try straightened(picture, PlateCut(corners: plate.corners, rows: rows))
    }
    let likeness = zip(crops[0], crops[1]).reduce(0) { $0 + $1.0 * $1.1 } / Float(CharacterReader.cropValues)
    #expect(likeness > 0.8)
  }

  @Test func nothingIsLeftOfThePictureBefore() throws {
    let picture = try GreyPicture()
    try picture.decode(bands(PixelSize(width: 400, height: 300)))
    try picture.decode(SamplePicture.baseline)
    #expect(picture.size == PixelSize(width: 96, height: 64))
    let reused = try overview(picture, inner: picture.size, plane: picture.size)
    let fresh = try GreyPicture()
    try fresh.decode(SamplePicture.baseline)
    #expect(try overview(fresh, inner: fresh.size, plane: fresh.size) == reused)
    #expect(throws: RecognitionError.notAPicture) { try picture.decode(Data("no picture".utf8)) }
    #expect(throws: RecognitionError.self) { try overview(picture, inner: PixelSize(width: 1, height: 1), plane: PixelSize(width: 32, height: 32)) }
    #expect(throws: RecognitionError.self) { try straightened(picture, PlateCut(corners: PlateDrawing.rectangle(0, 0, 50, 20))) }
  }

  @Test func damagedPartsAreGrey() throws {
    let picture = try GreyPicture()
    try picture.decode(bands(PixelSize(width: 96, height: 64)))
    try picture.decode(SamplePicture.baseline.prefix(700))
    #expect(picture.size == PixelSize(width: 96, height: 64))
    let values = try overview(picture, inner: picture.size, plane: picture.size)
    let last = values.suffix(96)
    #expect(last.allSatisfy { $0 == last.first })
  }

  @Test func absurdQuadrilateralsAreRefused() throws {
    let picture = try GreyPicture()
    try picture.decode(SamplePicture.baseline)
    for (x, width) in [(Double.nan, 5.0), (0, .infinity), (1e7, 5)] {
      #expect(throws: RecognitionError.self) { try straightened(picture, PlateCut(corners: PlateDrawing.rectangle(x, 0, width, 5))) }
    }
    for (place, side) in [(-900.0, 5.0), (0, 0), (-5_000, 10_000)] {
      let cut = PlateCut(corners: PlateDrawing.rectangle(place, place, side, side), rows: .two)
      #expect(try straightened(picture, cut).allSatisfy(\.isFinite))
    }
  }
}
