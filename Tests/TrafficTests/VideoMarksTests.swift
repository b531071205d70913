import Testing
import Traffic

@Suite struct VideoMarksTests {
  private func marks(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, lamp: Box = Values.marks.redLamp) -> VideoMarks {
    VideoMarks(stopLine: .init(from: .init(x: x1, y: y1), to: .init(x: x2, y: y2)), redLamp: lamp)
  }

  @Test func marksInThePictureCanBeUsed() {
    #expect(Values.marks.fault == nil)
    #expect(marks(0, 1, 1, 0).fault == nil)
    #expect(marks(0.5, 0.5, 0.52, 0.5).fault == nil)
  }

  @Test func aLineThatLeavesThePictureOrIsAPointIsRefused() {
    #expect(marks(-0.01, 0.5, 0.5, 0.5).fault?.contains("stop line") == true)
    #expect(marks(0.1, 0.5, 0.5, 1.01).fault?.contains("stop line") == true)
    #expect(marks(.nan, 0.5, 0.5, 0.5).fault?.contains("stop line") == true)
    #expect(marks(0.5, 0.5, 0.51, 0.5).fault?.contains("fiftieth") == true)
  }

  @Test func aLampThatLeavesThePictureOrIsEmptyIsRefused() {
    for lamp in [Box(x: 0.99, y: 0.1, width: 0.1, height: 0.1), Box(x: 0.5, y: 0.5, width: 0, height: 0.1), Box(x: 0.5, y: .infinity, width: 0.1, height: 0.1)] {
      #expect(marks(0.1, 0.5, 0.5, 0.5, lamp: lamp).fault?.contains("lamp") == true)
    }
  }
}
