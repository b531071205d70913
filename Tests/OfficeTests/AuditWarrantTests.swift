import Access
import Foundation
import Keyholding
import Sealing
import Storage
import Testing
import Traffic

@testable import Office

@Suite("Audit: warrants")
struct AuditWarrantTests {
  private static func trail(_ city: WarrantCity, _ warrant: Warrant) -> AuditTrail {
    let trail = AuditTrail(
      AuditRecord(
        at: city.now, actor: .init(city.requester.person), organisation: "x", act: .combination, subject: .warrant, source: "192.0.2.7"))
    trail.note { $0.describe(warrant) }
    return trail
  }

  @Test("A request is recorded with what is searched by; one that is refused is recorded as refused, with the reason")
  func requests() async throws {
    let city = try await WarrantCity()
    let warrant = try city.warrant(recipient: try RecipientKeyPair().publicKey)
    var petition = try city.petition(warrant)
    let taken = Self.trail(city, warrant)
    _ = try AuditTrail.$current.withValue(taken) { try city.clerk.take(petition, of: city.requester.person) }
    petition.approval.signature = Data(count: 64)
    let refused = Self.trail(city, warrant)
    #expect(throws: WarrantFault.self) { try AuditTrail.$current.withValue(refused) { try city.clerk.take(petition, of: city.requester.person) } }
    let records = try city.store.auditEntries(AuditQuery(subject: .warrant)).map(\.record)
    #expect(records.map(\.outcome) == [.refused, .done] && records.first?.detail == "signature")
    #expect(records.last?.caseNumber == warrant.caseNumber && records.last?.offence == warrant.purpose)
    #expect(records.last?.query["plates"] == warrant.plates.map(\.plate.text).joined(separator: ", "))
  }

  @Test("Once its time is over a warrant's terms are told, once, and no plate")
  func unsealing() async throws {
    let city = try await WarrantCity()
    let warrant = try city.warrant(recipient: try RecipientKeyPair().publicKey)
    let dossier = try city.clerk.take(city.petition(warrant), of: city.requester.person)
    try city.store.changeWarrant(dossier.id, expecting: [.requested]) { dossier, _ in
      dossier.hitCount = 3
      dossier.move(to: .found, at: city.now, "x")
    }
    let clock = UnsealingClock(parts: try WarrantPagesTests.Rooms(city).router.office.parts)
    clock.turn()
    #expect(try city.store.entriesForLog().isEmpty)
    city.advance(by: warrant.unsealBy.timeIntervalSince(city.now))
    clock.turn()
    clock.turn()
    let entries = try city.store.entriesForLog().map(\.entry)
    #expect(entries.map(\.kind) == [.unsealed] && entries.first?.fields["hits"] == .number(3))
    #expect(entries.first?.fields["purpose"] == .text(warrant.purpose) && entries.first?.fields["plates"] == .number(warrant.plates.count))
    #expect(warrant.plates.allSatisfy { plate in !"\(entries)".contains(plate.plate.text) })
    #expect(try city.store.warrant(dossier.id)?.unsealedAt == city.now)
  }
}
