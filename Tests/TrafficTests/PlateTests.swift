import Foundation
import Testing
import Traffic

@Suite struct PlateTests {
  @Test(arguments: [
    ("01 A 123 BC", "01A123BC"), ("01a123bc", "01A123BC"), ("01-A-123-BC", "01A123BC"), ("01·A·123·BC", "01A123BC"), ("01|A|123|BC", "01A123BC"),
    ("01_A/123.BC", "01A123BC"), ("蓝01A123BC", "01A123BC"), ("黄京A12345", "A12345"), ("А123ВС77", "A123BC77"), ("а123вс77", "A123BC77"),
    ("\t01A123BC ", "01A123BC"), ("O0I1", "O0I1"), ("Ж01A123BC", "01A123BC"),
    ("01 A 123 BC UZ", "01A123BC"), ("А 123 ВС 77 RUS", "A123BC77"), ("123 ABC 01 | KZ", "123ABC01"), ("01 A 123 KG", "01A123KG"), ("01A123BCUZ", "01A123BCUZ"),
    ("UZ", "UZ"), ("01 KG 123 ABC", "01KG123ABC"),
  ])
  func readsWhatCamerasWrite(raw: String, text: String) {
    #expect(Plate(reading: raw)?.text == text)
  }

  @Test(arguments: ["", " ", "-", "unknown", "UNKNOWN", "unknow", " NULL ", "none", "No Plate", "无车牌", "Ж", "···", "٠١٢", "１２３", "ABCDEFGHIJKLMNOPQ"])
  func nothingOfAPlateIsNoPlate(raw: String) {
    #expect(Plate(reading: raw) == nil)
  }

  @Test(arguments: ["01a123bc", "01 A", "", "А1", "1²", "ABCDEFGHIJKLMNOPQ", "A\u{301}"])
  func canonicalTextIsTakenAsItIsOrNotAtAll(text: String) {
    #expect(Plate(canonical: text) == nil)
  }

  @Test func masksAllButTheFirstTwo() throws {
    #expect(try #require(Plate(canonical: "01A123BC")).masked == "01••••••")
    #expect(try #require(Plate(canonical: "A")).masked == "A")
    #expect(try #require(Plate(canonical: "AB")).masked == "AB")
  }

  @Test func isSortedByItsText() {
    let plates = ["B1", "10", "A2", "01"].compactMap(Plate.init(canonical:))
    #expect(plates.sorted().map(\.text) == ["01", "10", "A2", "B1"])
  }

  @Test func isWrittenAsATextAndReadOnlyWhenCanonical() throws {
    let plate = try #require(Plate(canonical: "01A123BC"))
    #expect(String(decoding: try JSONEncoder().encode([plate]), as: UTF8.self) == #"["01A123BC"]"#)
    #expect(try JSONDecoder().decode([Plate].self, from: Data(#"["01A123BC"]"#.utf8)) == [plate])
    for text in [#"["01a123bc"]"#, #"[""]"#, "[1]", "[null]"] {
      #expect(throws: DecodingError.self) { try JSONDecoder().decode([Plate].self, from: Data(text.utf8)) }
    }
  }
}
