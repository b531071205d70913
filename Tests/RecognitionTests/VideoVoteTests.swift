import Testing
import Traffic

@testable import Recognition

@Suite struct VideoVoteTests {
  @Test func weightsAndConfidencesDecide() throws {
    var vote = PlateVote()
    vote.add(VideoScript.read("01A123BC", 0.6, x: 0.5, y: 0.5, others: [("01A128BC", 0.3)]), weight: 1)
    vote.add(VideoScript.read("01A128BC", 0.9, x: 0.5, y: 0.5), weight: 0.5)
    vote.add(VideoScript.read("01A123BC", 0.8, x: 0.5, y: 0.5), weight: 1)
    let read = try #require(vote.read(box: nil))
    #expect(read.plate.text == "01A123BC")
    #expect(abs(read.confidence - 1.4 / 2.5) < 1e-12)
    #expect(read.candidates.map(\.plate.text) == ["01A123BC", "01A128BC"])
    #expect(abs(read.candidates[1].confidence - 0.75 / 2.5) < 1e-12)
    #expect(read.box == nil)
  }

  @Test func manyVagueReadsOutweighOneSureMisread() {
    var vote = PlateVote()
    for _ in 0..<6 { vote.add(VideoScript.read("01A123BC", 0.5, x: 0.5, y: 0.5, others: [("01A123BG", 0.4)]), weight: 1) }
    vote.add(VideoScript.read("01A123BG", 0.95, x: 0.5, y: 0.5), weight: 1)
    #expect(vote.best?.text == "01A123BG")
    vote.add(VideoScript.read("01A123BC", 0.7, x: 0.5, y: 0.5), weight: 1)
    #expect(vote.best?.text == "01A123BC")
  }

  @Test func aTextThatNoReadHadFirstCanWin() throws {
    var vote = PlateVote()
    var first = VideoScript.read("A1", 0.5, x: 0.5, y: 0.5, others: [("B2", 0.45)])
    first.region = "UZ"
    vote.add(first, weight: 1)
    vote.add(VideoScript.read("C3", 0.5, x: 0.5, y: 0.5, others: [("B2", 0.45)]), weight: 1)
    let read = try #require(vote.read(box: nil))
    #expect(read.plate.text == "B2")
    #expect(read.region == nil)
  }

  @Test func memoryIsBoundedAndTheBestStays() {
    var vote = PlateVote()
    for index in 0..<1_000 { vote.add(VideoScript.read("X\(index)", 0.3, x: 0.5, y: 0.5, others: [("01A123BC", 0.2)]), weight: 1) }
    #expect(vote.candidates.count <= 2 * PlateVote.maximumTexts)
    #expect(vote.best?.text == "01A123BC")
  }

  @Test func nothingIsReadFromNothing() {
    #expect(PlateVote().read(box: nil) == nil)
  }
}
