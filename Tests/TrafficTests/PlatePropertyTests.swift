import Foundation
import Testing
import Traffic

/// Whatever a camera writes, a plate that comes of it is canonical.
@Suite struct PlatePropertyTests {
  private static let alphabet: [Character] =
    Array("ABCXYZOI0189abcxyz -._·|/\t蓝黄绿白黑АВЕКМНОРСТУХавекмнорстухЖЯїßﬁÅéñ漢字٠१０Ａ²½\u{0}\u{301}\u{FEFF}😀\n")
  private static let lookAlikes: [(Character, Character)] = Array(zip("АВЕКМНОРСТУХ", "ABEKMHOPCTYX"))

  private static let separators: [Character] = [" ", "-", ".", "·", "|", "_", "/", "\t"]

  private func raw(_ random: inout SeededRandom, length: ClosedRange<Int> = 0...20) -> String {
    String((0..<Int.random(in: length, using: &random)).compactMap { _ in Self.alphabet.randomElement(using: &random) })
  }

  @Test(arguments: UInt64(0)..<4)
  func readingIsCanonicalIdempotentAndNeverLonger(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    var plateCount = 0
    for _ in 0..<5000 {
      let raw = raw(&random)
      guard let plate = Plate(reading: raw) else { continue }
      plateCount += 1
      #expect(plate.text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) })
      #expect((1...Plate.maximumLength).contains(plate.text.count))
      // Upper case may spell one character with two ("ß" becomes "SS"); past that nothing is added.
      #expect(plate.text.count <= raw.uppercased().count)
      #expect(Plate(reading: plate.text) == plate)
      #expect(Plate(canonical: plate.text) == plate)
      #expect(Plate(reading: raw.lowercased()) == Plate(reading: raw.lowercased().uppercased()))
    }
    #expect(plateCount > 3000, "most of these texts hold a plate, so the checks above were made")
  }

  @Test func separatorsChangeNothing() {
    var random = SeededRandom(seed: 10)
    for _ in 0..<2000 {
      guard let plate = Plate(reading: raw(&random, length: 1...8)) else { continue }
      let parted = plate.text.map { "\($0)\(Self.separators.randomElement(using: &random) ?? " ")" }.joined()
      #expect(Plate(reading: parted) == plate)
    }
  }

  @Test func cyrillicLookAlikesBecomeTheLatinLetter() {
    var random = SeededRandom(seed: 11)
    for _ in 0..<2000 {
      let letters = (0..<6).compactMap { _ in Self.lookAlikes.randomElement(using: &random) }
      let cyrillic = Plate(reading: String(letters.map(\.0)))
      #expect(cyrillic?.text == String(letters.map(\.1)))
      #expect(Plate(reading: String(letters.map(\.0)).lowercased()) == cyrillic)
    }
  }

  @Test func lookAlikesWithinLatinStayApart() {
    for (one, other) in [("O", "0"), ("I", "1"), ("B", "8"), ("S", "5"), ("Z", "2"), ("G", "6")] {
      #expect(Plate(reading: "01\(one)123") != Plate(reading: "01\(other)123"))
    }
  }

  @Test func maskingKeepsTheLengthAndShowsTwo() {
    var random = SeededRandom(seed: 12)
    for _ in 0..<2000 {
      guard let plate = Plate(reading: raw(&random)) else { continue }
      #expect(plate.masked.count == plate.text.count)
      #expect(plate.masked.dropFirst(2).allSatisfy { $0 == "•" } && plate.masked.hasPrefix(plate.text.prefix(2)))
    }
  }
}
