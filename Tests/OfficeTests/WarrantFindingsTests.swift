import Foundation
import Keyholding
import Sealing
import Storage
import Testing
import Traffic

@testable import Office

@Suite("Warrants: what was found")
struct WarrantFindingsTests {
  private static func found() async throws -> (city: WarrantCity, desk: WarrantDesk, id: UUID) {
    let city = try await WarrantCity(1, of: 1)
    try await city.sealTraffic()
    city.advance(by: 3600)
    try await city.seal([(WarrantCity.wanted, "UZ", 0, WarrantCity.hour)])
    let id = try city.approved(try RecipientKeyPair())
    let desk = try city.desk()
    try await city.turn(desk, until: .found, of: id)
    return (city, desk, id)
  }

  @Test("is kept as bytes that read the same again, and breaks nowhere else than with a fault")
  func bytes() async throws {
    let (city, _, id) = try await Self.found()
    let bytes = try #require(try city.store.paper(.findings, of: id))
    let findings = try WarrantFindings(bytes: bytes)
    #expect(findings.bytes == bytes && findings.tokens.count == 5 && findings.release.records.count == 2)
    for length in stride(from: 0, to: bytes.count, by: 97) {
      #expect(throws: KeyholdingFault.self) { try WarrantFindings(bytes: bytes.prefix(length)) }
    }
    #expect(throws: KeyholdingFault.self) { try WarrantFindings(bytes: bytes + [0]) }
    #expect(throws: KeyholdingFault.self) { try WarrantFindings(bytes: Data([255, 255, 255, 255]) + bytes.dropFirst(4)) }
  }

  @Test("loses what was destroyed since, and nothing else")
  func destroyed() async throws {
    let (city, desk, id) = try await Self.found()
    #expect(try desk.release.findings(of: id, for: city.requester.person).rows.count == 5)
    try city.archive.destroy(UTCDay(containing: city.now))
    let left = try desk.release.findings(of: id, for: city.requester.person)
    #expect(left.rows.isEmpty && left.findings.release.hits.isEmpty && left.findings.tokens.isEmpty)
    #expect(try await desk.release.ask(id, for: city.requester.person).answers.map(\.count) == [0])
  }

  @Test("answers that are not the keyholder's end the warrant, and the log is told why")
  func falseAnswer() async throws {
    let (city, desk, id) = try await Self.found()
    try city.store.changeWarrant(id, expecting: [.found]) { dossier, filing in
      dossier.state = .granted
      dossier.hitCount = nil
      filing.papers[.answer("court")] = Data("{}".utf8)
    }
    await desk.turn()
    #expect(try city.state(of: id) == .refused)
    try await desk.writeLog()
    #expect(city.log.entries.last?.fields["reason"] == .text("answers-disagree"))
  }
}
