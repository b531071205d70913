import Testing
import Traffic

@testable import Recognition

@Suite struct QuadrilateralTests {
  private typealias Corner = Quadrilateral.Corner

  private func rectangle(x: Double, y: Double, width: Double, height: Double) -> Quadrilateral {
    Quadrilateral(
      topLeft: Corner(x: x, y: y), topRight: Corner(x: x + width, y: y), bottomRight: Corner(x: x + width, y: y + height),
      bottomLeft: Corner(x: x, y: y + height))
  }

  @Test func rectangleIsWidenedAboutItsMiddle() {
    let wide = rectangle(x: 10, y: 20, width: 100, height: 20).widened(along: 1.2, across: 1.5)
    #expect(wide == rectangle(x: 0, y: 15, width: 120, height: 30))
  }

  @Test func perspectiveIsKeptWhenWidened() {
    let plate = Quadrilateral(
      topLeft: Corner(x: 0, y: 0), topRight: Corner(x: 100, y: 10), bottomRight: Corner(x: 100, y: 30), bottomLeft: Corner(x: 0, y: 40))
    #expect(plate.widened(along: 1, across: 1) == plate)
    let wide = plate.widened(along: 1.1, across: 1)
    // The right side is the shorter one, and gets shorter still further out.
    #expect(abs((wide.topRight.x - wide.topLeft.x) - 110) < 1e-9)
    #expect(abs((wide.bottomRight.y - wide.topRight.y) - 19) < 1e-9)
    #expect(abs((wide.bottomLeft.y - wide.topLeft.y) - 41) < 1e-9)
  }

  @Test func boxIsCutToThePicture() {
    let box = rectangle(x: -10, y: 40, width: 60, height: 80).box(in: PixelSize(width: 200, height: 100))
    #expect(box == Box(x: 0, y: 0.4, width: 0.25, height: 0.6))
    #expect(box.isInPicture)
  }

  @Test func onlyPlatesArePlausible() {
    #expect(rectangle(x: 0, y: 0, width: 104, height: 22).isPlausible)
    #expect(!rectangle(x: 0, y: 0, width: 4, height: 2).isPlausible)
    #expect(!rectangle(x: 0, y: 0, width: 400, height: 5).isPlausible)
    #expect(!rectangle(x: .nan, y: 0, width: 100, height: 20).isPlausible)
    let good = rectangle(x: 0, y: 0, width: 104, height: 22)
    let mirrored = Quadrilateral(topLeft: good.topRight, topRight: good.topLeft, bottomRight: good.bottomLeft, bottomLeft: good.bottomRight)
    #expect(!mirrored.isPlausible)
  }
}
