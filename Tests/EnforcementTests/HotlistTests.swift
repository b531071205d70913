import Enforcement
import Foundation
import Testing
import Traffic

@Suite struct HotlistTests {
  private func entry(_ plate: Plate = Samples.plate, list: String = "stolen", expires seconds: Double = 3600) -> HotlistEntry {
    HotlistEntry(plate: plate, list: list, reason: "r", source: "s", expiresAt: Samples.noon.addingTimeInterval(seconds))
  }

  private func matches(_ entries: [HotlistEntry], _ reads: [PlateRead], floor: Double = 0.2) -> [HotlistEntry] {
    Hotlist(entries, candidateFloor: floor).matches(Samples.pass(reads: reads), at: Samples.noon)
  }

  @Test func theBestReadingIsMatchedHoweverUnsure() {
    #expect(matches([entry()], [Samples.read(confidence: 0.01)]) == [entry()])
    #expect(matches([entry(Samples.otherPlate)], [Samples.read()]).isEmpty)
    #expect(matches([entry()], []).isEmpty)
    #expect(matches([], [Samples.read()]).isEmpty)
  }

  @Test(arguments: [(0.19, false), (0.2, true), (0.9, true)])
  func otherReadingsNeedTheFloor(confidence: Double, isMatch: Bool) {
    let read = Samples.read(candidates: [.init(plate: Samples.plate, confidence: 0.9), .init(plate: Samples.otherPlate, confidence: confidence)])
    #expect(matches([entry(Samples.otherPlate)], [read]).count == (isMatch ? 1 : 0))
  }

  @Test func everyReaderIsAsked() {
    let reads = [Samples.read(), Samples.read(Samples.otherPlate, reader: .server)]
    #expect(matches([entry(Samples.otherPlate)], reads).count == 1)
  }

  @Test func anExpiredEntryIsNoHit() {
    #expect(matches([entry(expires: 0)], [Samples.read()]).isEmpty)
    #expect(matches([entry(expires: -1)], [Samples.read()]).isEmpty)
    #expect(matches([entry(expires: 1)], [Samples.read()]).count == 1)
  }

  @Test func eachEntryComesOnceInAFixedOrder() {
    let read = Samples.read(candidates: [.init(plate: Samples.otherPlate, confidence: 0.5), .init(plate: Samples.plate, confidence: 0.9)])
    let entries = [entry(Samples.otherPlate), entry(list: "wanted"), entry(list: "stolen")]
    let expected = [entry(list: "stolen"), entry(list: "wanted"), entry(Samples.otherPlate)]
    #expect(matches(entries, [read, read]) == expected)
    #expect(matches(entries.reversed(), [read]) == expected)
  }

  @Test func aLongListIsAsFastAsAShortOne() {
    let long = Hotlist((0..<200_000).compactMap { Plate(canonical: "A\($0)") }.map { entry($0) } + [entry()])
    #expect(long.plateCount == 200_001)
    let pass = Samples.pass()
    let duration = ContinuousClock().measure { for _ in 0..<1000 { _ = long.matches(pass, at: Samples.noon) } }
    #expect(duration < .seconds(2), "a walk through the list would take minutes")
    #expect(long.matches(pass, at: Samples.noon) == [entry()])
  }
}
