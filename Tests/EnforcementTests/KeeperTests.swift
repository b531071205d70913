import Enforcement
import Foundation
import Testing
import Traffic

@Suite struct KeeperTests {
  private func issued() throws -> Case {
    var violation = Samples.newCase()
    for number: UInt8 in 1...2 { try violation.approve(by: Samples.reviewer(number), plate: Samples.plate, at: Samples.noon) }
    try violation.move(to: .noticeIssued, by: "Person 2", what: "Notice issued", at: Samples.noon)
    return violation
  }

  @Test func contestingKeepsTheWordsOutOfTheTimeline() throws {
    var contested = try issued()
    try contested.contest("  It was amber.\n", at: Samples.noon)
    #expect(contested.state == .contested && !contested.awaitsKeeper)
    #expect(contested.statement == Case.Statement(kind: .contest, text: "It was amber.", at: Samples.noon))
    #expect(contested.timeline.last?.actor == Case.keeper)
    #expect(!contested.timeline.contains { $0.what.contains("amber") })
  }

  @Test func aNominationNeedsNameAndAddress() throws {
    var nominated = try issued()
    for (name, address) in [("", "Street 1"), ("Aziz", " "), (" ", "")] {
      #expect(throws: KeeperFault.needsDriver) { try nominated.nominate(name: name, address: address, at: Samples.noon) }
    }
    try nominated.nominate(name: " Aziz ", address: "Street 1", at: Samples.noon)
    #expect(nominated.state == .nominated && nominated.statement?.driverName == "Aziz" && nominated.statement?.text == "")
  }

  @Test func whatIsTooLongOrEmptyChangesNothing() throws {
    let before = try issued()
    var after = before
    #expect(throws: KeeperFault.needsReasons) { try after.contest(" \n ", at: Samples.noon) }
    #expect(throws: KeeperFault.tooLong(limit: Case.longestStatement)) {
      try after.contest(String(repeating: "x", count: Case.longestStatement + 1), at: Samples.noon)
    }
    #expect(throws: KeeperFault.tooLong(limit: Case.longestDriverLine)) {
      try after.nominate(name: String(repeating: "x", count: Case.longestDriverLine + 1), address: "y", at: Samples.noon)
    }
    #expect(after == before)
  }

  @Test(arguments: CaseState.allCases.filter { $0 != .noticeIssued })
  func onlyANoticeThatWaitsCanBeAnswered(_ state: CaseState) {
    var file = Samples.newCase(state: state)
    #expect(throws: KeeperFault.tooLate(state)) { try file.contest("Why", at: Samples.noon) }
    #expect(throws: KeeperFault.tooLate(state)) { try file.nominate(name: "A", address: "B", at: Samples.noon) }
    #expect(file.statement == nil && file.state == state)
  }

  @Test func casesWrittenBeforeStatementsAreReadable() throws {
    let json = try JSONEncoder().encode(try issued())
    #expect(!String(decoding: json, as: UTF8.self).contains("statement"))
    #expect(try JSONDecoder().decode(Case.self, from: json).statement == nil)
  }
}
