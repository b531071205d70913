import Testing
import Traffic

@Suite struct BoxTests {
  private func box(_ random: inout SeededRandom) -> Box {
    Box(
      x: .random(in: 0...0.8, using: &random), y: .random(in: 0...0.8, using: &random), width: .random(in: 0.01...0.2, using: &random),
      height: .random(in: 0.01...0.2, using: &random))
  }

  @Test func overlapIsAFractionAndTheSameBothWays() {
    var random = SeededRandom(seed: 20)
    for _ in 0..<2000 {
      let (one, other) = (box(&random), box(&random))
      let overlap = one.overlap(with: other)
      #expect((0...1.000001).contains(overlap))
      #expect(overlap == other.overlap(with: one))
      #expect(abs(one.overlap(with: one) - 1) < 1e-9)
      #expect(one.containsMiddle(of: one) && one.isInPicture)
    }
  }

  @Test func knownOverlaps() {
    let left = Box(x: 0, y: 0, width: 0.4, height: 0.4)
    #expect(abs(left.overlap(with: Box(x: 0.2, y: 0, width: 0.4, height: 0.4)) - 1.0 / 3) < 1e-9)
    #expect(left.overlap(with: Box(x: 0.4, y: 0, width: 0.4, height: 0.4)) == 0, "they only touch")
    #expect(left.overlap(with: Box(x: 0.5, y: 0.5, width: 0.4, height: 0.4)) == 0)
    #expect(abs(left.overlap(with: Box(x: 0.1, y: 0.1, width: 0.2, height: 0.2)) - 0.25) < 1e-9)
    let empty = Box(x: 0, y: 0, width: 0, height: 0)
    #expect(empty.overlap(with: empty) == 0)
  }

  @Test func theMiddleDecides() {
    let box = Box(x: 0.2, y: 0.2, width: 0.2, height: 0.2)
    #expect(box.containsMiddle(of: Box(x: 0, y: 0, width: 0.5, height: 0.5)))
    #expect(!box.containsMiddle(of: Box(x: 0.35, y: 0.2, width: 0.2, height: 0.2)))
  }

  @Test(arguments: [
    (Box(x: 0, y: 0, width: 1, height: 1), true), (Box(x: -0.005, y: 0, width: 1, height: 1), true), (Box(x: 0.5, y: 0, width: 0.6, height: 1), false),
    (Box(x: -0.02, y: 0, width: 0.5, height: 0.5), false), (Box(x: 0, y: 0, width: 0, height: 1), false), (Box(x: 0, y: 0, width: 1, height: -1), false),
    (Box(x: .nan, y: 0, width: 1, height: 1), false), (Box(x: 0, y: 0, width: .infinity, height: 1), false),
  ])
  func onlyBoxesInThePictureCount(box: Box, isInPicture: Bool) {
    #expect(box.isInPicture == isInPicture)
  }
}
