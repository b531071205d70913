import Testing

@testable import Recognition

@Suite struct PlateLookTests {
  private let ranking = PlateTextRanking(region: "UZ")

  private func look(_ found: [(String, Double)], rows: PlateCut.Rows = .one) throws -> PlateLook {
    let texts = try found.map { BeamSearch.Found(text: try #require(PlateText($0.0)), probability: $0.1) }
    return PlateLook(cut: PlateCut(corners: PlateDrawing.rectangle(0, 0, 80, 50), rows: rows), texts: texts, ranking: ranking)
  }

  @Test func emptyTextLoses() throws {
    let nothing = try look([("", 0.9), ("01A123BC", 0.08)])
    #expect(nothing.ranked.isEmpty)
    #expect(nothing.sureness == 0)
    #expect(!nothing.isDoubtful)
    let read = try look([("01A123BC", 0.4)], rows: .two)
    #expect(nothing.better(of: read).cut.rows == .two)
    #expect(read.better(of: nothing).cut.rows == .two)
  }

  @Test func betterExplainedTextWins() throws {
    let garbled = try look([("B1X", 0.5)])
    let plate = try look([("01A123BC", 0.9)], rows: .two)
    #expect(garbled.better(of: plate).ranked.first?.text.string == "01A123BC")
    #expect(plate.better(of: garbled).ranked.first?.text.string == "01A123BC")
    #expect(try look([]).better(of: look([], rows: .two)).cut.rows == .one)
  }

  @Test func nothingCountsAgainstEveryText() throws {
    let sure = try look([("01A123BC", 0.9)])
    let torn = try look([("01A123BC", 0.6), ("", 0.4)])
    #expect(sure.isSure && !sure.isDoubtful)
    #expect(torn.sureness < 0.61)
    #expect(torn.isDoubtful)
  }

  @Test func looksCountTheSame() throws {
    let joined = try look([("01A123B", 0.7), ("01A123BC", 0.2)]).joined(with: look([("01A123BC", 0.8)]), ranking: ranking)
    #expect(joined.texts.map(\.text.string) == ["01A123BC", "01A123B"])
    #expect(abs(joined.texts[0].probability - 0.5) < 1e-12)
    #expect(abs(joined.texts[1].probability - 0.35) < 1e-12)
  }

  @Test func onlySquarePlatesMayHaveTwoRows() {
    #expect(PlateCut(corners: PlateDrawing.rectangle(0, 0, 100, 50)).mayHaveTwoRows)
    #expect(!PlateCut(corners: PlateDrawing.rectangle(0, 0, 240, 50)).mayHaveTwoRows)
    #expect(!PlateCut(corners: PlateDrawing.rectangle(0, 0, 100, 50)).inTwoRows.mayHaveTwoRows)
  }

  @Test func widerCutKeepsItsRows() {
    let cut = PlateCut(corners: PlateDrawing.rectangle(0, 0, 100, 50), rows: .two)
    #expect(cut.wider.rows == .two)
    #expect(cut.wider.corners.width > cut.corners.width && cut.wider.corners.height > cut.corners.height)
  }
}
