import Foundation
import Testing
import Traffic

@testable import Recognition

@Suite struct PlateTextRankingTests {
  private func ranked(_ region: String?, _ found: [(String, Double)]) -> [PlateTextRanking.Ranked] {
    PlateTextRanking(region: region).ranked(found.map { BeamSearch.Found(text: PlateText($0.0)!, probability: $0.1) })
  }

  @Test func letterInADigitsPlaceIsResolved() {
    let best = ranked("UZ", [("O1A123BC", 0.95)])[0]
    #expect(best.text.string == "01A123BC")
    #expect(best.region == "UZ")
    #expect(best.confidence > 0.5)
  }

  @Test func textThatFitsNothingIsKept() {
    let texts = ranked("UZ", [("QW", 0.9)])
    #expect(texts.map(\.text.string) == ["QW"])
    #expect(texts[0].region == nil)
  }

  @Test func textThatFitsIsSurerThanOneThatDoesNot() {
    let fits = ranked("UZ", [("01A123BC", 0.6)])[0].confidence
    let fitsNot = ranked("UZ", [("01A12", 0.6)])[0].confidence
    #expect(fits > fitsNot)
    #expect(fits < 1)
  }

  @Test func grammarDecidesBetweenNearTies() {
    #expect(ranked("UZ", [("01A123B", 0.42), ("01A123BA", 0.40)])[0].text.string == "01A123BA")
    #expect(ranked("BR", [("RD2238", 0.45), ("JRD2238", 0.40)])[0].text.string == "JRD2238")
  }

  @Test func whatTheNetIsSureOfStands() {
    #expect(ranked("UZ", [("777AAA02", 0.98), ("77AAA02", 0.01)])[0].text.string == "777AAA02")
    #expect(ranked("BR", [("ABC1D23", 0.97)])[0].text.string == "ABC1D23")
  }

  @Test func regionsThatShareAShapeAreToldApartByTheHint() {
    #expect(ranked("UZ", [("01123ABC", 0.9)])[0].region == "UZ")
    #expect(ranked("KG", [("01123ABC", 0.9)])[0].region == "KG")
    #expect(ranked("US-CA", [("7ABC123", 0.9)])[0].region == "US-CA")
    #expect(ranked(nil, [("01A123BA", 0.9)])[0].region == "UZ")
    #expect(ranked(nil, [("AB123CD", 0.9)])[0].region == nil)
    #expect(ranked(nil, [("VW4X4WP", 0.9)])[0].region == nil)
    #expect(ranked("US", [("VW4X4WP", 0.9)])[0].region == "US")
    #expect(ranked("UZ", [("A123BC77", 0.9)])[0].region == "RU")
  }

  @Test func countryMarkIsTakenOff() {
    #expect(ranked("UZ", [("01A123BAUZ", 0.9)])[0].text.string == "01A123BA")
    #expect(ranked("KG", [("01KG123ABC", 0.9)])[0].text.string == "01123ABC")
  }

  @Test func allReadingsAreKept() {
    let texts = ranked("UZ", [("01A123BC", 0.5), ("01A128BC", 0.3), ("01A123RC", 0.1)])
    #expect(texts.map(\.text.string).prefix(2) == ["01A123BC", "01A128BC"])
    #expect(texts.count <= PlateTextRanking.maximumCandidates)
    #expect(texts.reduce(0) { $0 + $1.confidence } <= 1 + 1e-9)
    #expect(zip(texts, texts.dropFirst()).allSatisfy { $0.confidence >= $1.confidence })
  }

  @Test func nothingReadIsNoPlate() {
    #expect(ranked("UZ", []).isEmpty)
    #expect(PlateTextRanking(region: nil).ranked([BeamSearch.Found(text: PlateText(), probability: 1)]).isEmpty)
    #expect(ranked("UZ", [("", 0.6), ("01A123BC", 0.4)]).isEmpty)
  }

  @Test func chanceOfNothingTakesFromEveryText() {
    let sure = ranked("UZ", [("01A123BC", 0.6)])[0].confidence
    let torn = ranked("UZ", [("01A123BC", 0.6), ("", 0.4)])[0].confidence
    #expect(torn < sure)
    #expect(torn <= 0.6)
  }
}

@Suite struct PlateEstimateTests {
  private let size = PixelSize(width: 1_000, height: 500)

  /// Frames in which each character is as sure as told, a blank between each two.
  private func frames(_ text: String, sureness: Double) -> CharacterFrames {
    var values: [Double] = []
    for code in PlateText(text)!.codes {
      var frame = [Double](repeating: 0, count: CharacterFrames.classes)
      frame[1 + Int(code)] = sureness
      frame[0] = 1 - sureness
      values += frame
      values += [1] + [Double](repeating: 0, count: CharacterFrames.classes - 1)
    }
    return CharacterFrames(probabilities: values)
  }

  private func estimate(_ texts: [String], sureness: Double = 0.99, score: Double = 0.9) -> PlateEstimate? {
    typealias Corner = Quadrilateral.Corner
    let corners = Quadrilateral(
      topLeft: Corner(x: 100, y: 100), topRight: Corner(x: 200, y: 100), bottomRight: Corner(x: 200, y: 125), bottomLeft: Corner(x: 100, y: 125))
    let ranking = PlateTextRanking(region: "UZ")
    let looks = texts.map { PlateLook(cut: PlateCut(corners: corners), frames: frames($0, sureness: sureness), ranking: ranking) }
    guard let first = looks.first else { return nil }
    let look = looks.dropFirst().reduce(first) { $0.joined(with: $1, ranking: ranking) }
    return PlateEstimate(plate: FoundPlate(corners: corners, score: score), look: look, size: size)
  }

  @Test func whatTheGrammarChangedIsRecorded() throws {
    let read = try #require(estimate(["O1A123BA"])).read
    #expect(read.raw == "O1A123BA")
    #expect(read.plate.text == "01A123BA")
    #expect(read.changes == ["1: O→0"])
    #expect(read.reader == .server)
    let box = try #require(read.box)
    #expect(box.overlap(with: Box(x: 0.1, y: 0.2, width: 0.1, height: 0.05)) > 0.999)
    #expect(read.candidates.first?.plate == read.plate)
    #expect(read.candidates.contains { $0.plate.text == "O1A123BA" })
    #expect(try #require(estimate(["01A123BA"])).read.changes.isEmpty)
  }

  @Test func cutThatLostACharacterIsOutvoted() throws {
    #expect(try #require(estimate(["01A123B", "01A123BA"])).read.plate.text == "01A123BA")
  }

  @Test func stickersAreNoPlates() {
    #expect(estimate(["UZ"]) == nil)
    #expect(estimate([""]) == nil)
    #expect(estimate(["01A123BA"], sureness: 0.5, score: 0.26) == nil)
  }

  @Test func bestComesFirstUnlessAnotherIsExpected() throws {
    let sure = try #require(estimate(["01A123BA"]))
    let faint = try #require(estimate(["30K777CB"], sureness: 0.9, score: 0.5))
    #expect(PlateEstimate.ordered([faint, sure], expected: nil).map(\.read.plate.text) == ["01A123BA", "30K777CB"])
    #expect(PlateEstimate.ordered([sure, faint], expected: Plate(canonical: "30K177CB")).map(\.read.plate.text) == ["30K777CB", "01A123BA"])
    #expect(PlateEstimate.ordered([faint, sure], expected: Plate(canonical: "95X000XX")).map(\.read.plate.text) == ["01A123BA", "30K777CB"])
  }

  @Test(arguments: [("", "", 0), ("A", "", 1), ("01A123BC", "01A123BC", 0), ("01A123BC", "01A12BC", 1), ("ABC", "CAB", 2)])
  func editDistanceIsLevenshteins(first: String, second: String, expected: Int) {
    #expect(EditDistance.between(first, second) == expected)
    #expect(EditDistance.between(second, first) == expected)
  }
}
