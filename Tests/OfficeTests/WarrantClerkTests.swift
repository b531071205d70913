import Access
import Crypto
import Foundation
import Keyholding
import Sealing
import Storage
import Testing
import Traffic

@testable import Office

@Suite("Warrants: what is taken in")
struct WarrantClerkTests {
  private static func recipient() throws -> RecipientKey { try RecipientKeyPair().publicKey }

  @Test("a request waits for a second person, who is somebody else; nobody but they may give the word")
  func secondPerson() async throws {
    let city = try await WarrantCity()
    let warrant = try city.warrant(recipient: try Self.recipient())
    let dossier = try city.clerk.take(city.petition(warrant), of: city.requester.person)
    #expect(dossier.state == .requested && dossier.approvals.map(\.person) == ["nodira-karimova"])
    #expect(throws: WarrantFault.ownRequest) {
      try city.clerk.approve(dossier.id, city.requester.signature(of: warrant), by: city.requester.person)
    }
    let officer = Person(name: "Officer", roles: [.officer], createdAt: city.now)
    #expect(throws: WarrantFault.notPermitted) { try city.clerk.approve(dossier.id, city.approver.signature(of: warrant), by: officer) }
    // The approver's name under the requester's key, and the other way round.
    var borrowed = try city.requester.signature(of: warrant)
    borrowed.person = city.approver.person.approvalName.rawValue
    #expect(throws: WarrantFault.ownRequest) { try city.clerk.approve(dossier.id, borrowed, by: city.approver.person) }
    let other = try city.warrant(recipient: try Self.recipient())
    #expect(throws: WarrantFault.signatureWrong) {
      try city.clerk.approve(dossier.id, city.approver.signature(of: other), by: city.approver.person)
    }
    #expect(try city.state(of: dossier.id) == .requested)
    try city.clerk.approve(dossier.id, city.approver.signature(of: warrant), by: city.approver.person)
    #expect(try city.state(of: dossier.id) == .approved)
    #expect(throws: WarrantFault.notNow(.approved)) {
      try city.clerk.approve(dossier.id, city.approver.signature(of: warrant), by: city.approver.person)
    }
    #expect(try city.store.entriesForLog().map(\.entry.kind) == [.requested, .approved])
  }

  @Test("what cannot be taken is refused with a reason, and the log is told", arguments: Wrong.allCases)
  func refused(_ wrong: Wrong) async throws {
    let city = try await WarrantCity()
    let petition = try wrong.petition(city)
    #expect(throws: wrong.fault) { try city.clerk.take(petition, of: city.requester.person) }
    #expect(try city.store.warrants().isEmpty)
    let entries = try city.store.entriesForLog().map(\.entry)
    #expect(entries.map(\.kind) == [.refused])
    #expect(entries[0].fields["reason"] == .text(wrong.fault.name))
  }

  enum Wrong: CaseIterable {
    case plates, days, future, purpose, caseNumber, requester, unsealLate, unsealPast, key, signature

    var fault: WarrantFault {
      switch self {
      case .plates: .tooManyPlates(21)
      case .days: .tooLong(days: 31, most: 30)
      case .future: .inTheFuture
      case .purpose: .purposeUnknown
      case .caseNumber: .caseNumberMissing
      case .requester: .otherName("nodira-karimova")
      case .unsealLate, .unsealPast: .unsealByWrong
      case .key: .otherKey
      case .signature: .signatureWrong
      }
    }

    func petition(_ city: WarrantCity) throws -> WarrantPetition {
      let recipient = try WarrantClerkTests.recipient()
      let hour = WarrantCity.hour
      switch self {
      case .plates: return try city.petition(city.warrant((10..<31).map { "01A0\($0)BC" }, recipient: recipient))
      case .days: return try city.petition(city.warrant(from: hour - 30 * 24, to: hour + 1, recipient: recipient))
      case .future: return try city.petition(city.warrant(to: hour + 2, recipient: recipient))
      case .purpose: return try city.petition(city.warrant(purpose: "curiosity", recipient: recipient))
      case .caseNumber: return try city.petition(city.warrant(caseNumber: "  ", recipient: recipient))
      case .requester: return try city.petition(city.warrant(requester: "somebody-else", recipient: recipient))
      case .unsealLate: return try city.petition(city.warrant(unsealDays: 91, recipient: recipient))
      case .unsealPast: return try city.petition(city.warrant(unsealDays: -0.001, recipient: recipient))
      case .key:
        let stranger = WarrantCity.Signer(person: city.requester.person)
        return try city.petition(city.warrant(recipient: recipient), by: stranger)
      case .signature:
        var petition = try city.petition(city.warrant(recipient: recipient))
        petition.approval.signature[7] ^= 1
        return petition
      }
    }
  }

  @Test("bytes that are no warrant are refused wherever they break off")
  func malformed() async throws {
    let city = try await WarrantCity()
    let petition = try city.petition(city.warrant(recipient: try Self.recipient()))
    for length in stride(from: 0, to: petition.warrant.count, by: 37) {
      var cut = petition
      cut.warrant = petition.warrant.prefix(length)
      #expect { try city.clerk.take(cut, of: city.requester.person) } throws: { if case .malformed? = $0 as? WarrantFault { true } else { false } }
    }
    var open = petition
    open.opening = Data(count: 31)
    #expect { try city.clerk.take(open, of: city.requester.person) } throws: { ($0 as? WarrantFault)?.name == "malformed" }
    #expect(try city.store.warrants().isEmpty)
  }

  @Test("a nonce is taken once, also for another warrant")
  func nonce() async throws {
    let city = try await WarrantCity()
    let nonce = WarrantCity.random(16)
    try city.clerk.take(city.petition(city.warrant(recipient: try Self.recipient(), nonce: nonce)), of: city.requester.person)
    #expect(throws: WarrantFault.presentedBefore) {
      try city.clerk.take(city.petition(city.warrant(["01B777BB"], recipient: try Self.recipient(), nonce: nonce)), of: city.requester.person)
    }
    #expect(try city.store.warrants().count == 1)
  }

  @Test("without keyholders nothing is taken")
  func noKeyholders() async throws {
    let city = try await WarrantCity()
    let clerk = WarrantClerk(
      store: city.store, terms: WarrantTerms(longestDays: 30, holders: nil, identities: [:]), logger: WarrantCity.quiet, now: { WarrantCity.start })
    #expect(throws: WarrantFault.noKeyholders) {
      try clerk.take(city.petition(city.warrant(recipient: try Self.recipient())), of: city.requester.person)
    }
  }

  @Test("who asked may take it back, a second person may refuse it; both say why")
  func refuse() async throws {
    let city = try await WarrantCity()
    func asked() throws -> UUID { try city.clerk.take(city.petition(city.warrant(recipient: try Self.recipient())), of: city.requester.person).id }
    let (first, second) = (try asked(), try asked())
    #expect(throws: WarrantFault.reasonMissing) { try city.clerk.refuse(first, reason: "  ", by: city.approver.person) }
    #expect(throws: WarrantFault.reasonMissing) { try city.clerk.refuse(first, reason: String(repeating: "x", count: 301), by: city.approver.person) }
    let officer = Person(name: "Officer", roles: [.officer], createdAt: city.now)
    #expect(throws: WarrantFault.notPermitted) { try city.clerk.refuse(first, reason: "no", by: officer) }
    try city.clerk.refuse(first, reason: "Too broad", by: city.approver.person)
    try city.clerk.refuse(second, reason: "Found otherwise", by: city.requester.person)
    #expect(try city.store.warrant(first)?.history.last?.what == "Refused: Too broad")
    #expect(try city.store.warrant(second)?.history.last?.what == "Withdrawn: Found otherwise")
    #expect(try city.store.entriesForLog().map(\.entry.fields["reason"]) == [.text("second-person"), .text("withdrawn")])
    #expect(throws: WarrantFault.notNow(.refused)) { try city.clerk.refuse(first, reason: "again", by: city.approver.person) }
  }

  @Test("a key has 32 bytes, belongs to one name, and is replaced by the next")
  func keys() async throws {
    let city = try await WarrantCity()
    for bad in [Data(), Data(count: 31), Data(count: 33)] {
      #expect(throws: WarrantFault.keyUnusable) { try city.clerk.register(bad, of: city.requester.person) }
    }
    let new = Curve25519.Signing.PrivateKey().publicKey.rawRepresentation
    let officer = Person(name: "Officer", roles: [.officer], createdAt: city.now)
    #expect(throws: WarrantFault.notPermitted) { try city.clerk.register(new, of: officer) }
    let namesake = Person(name: "nodira  KARIMOVA", roles: [.investigator], createdAt: city.now)
    #expect(throws: WarrantFault.nameTaken) { try city.clerk.register(new, of: namesake) }
    let shown = try city.clerk.register(new, of: city.requester.person)
    #expect(shown.wholeMatch(of: /([0-9A-F]{4} ){4}[0-9A-F]{4}/) != nil)
    #expect(throws: WarrantFault.otherKey) {
      try city.clerk.take(city.petition(city.warrant(recipient: try Self.recipient())), of: city.requester.person)
    }
  }

  @Test(
    "approval names are what policies can hold",
    arguments: [
      ("Nodira Karimova", "nodira-karimova"), ("  Sardor   Toshev 2 ", "sardor-toshev-2"), ("Dilnoza Yoʻldosheva", "dilnoza-yoldosheva"),
      ("Anna-Maria O'Neill", "anna-maria-oneill"), ("Нодира Каримова", "p-6f9619ff"), ("", "p-6f9619ff"),
      (String(repeating: "long ", count: 14), "p-6f9619ff"),
    ])
  func names(name: String, expected: String) throws {
    let id = try #require(UUID(uuidString: "6F9619FF-8B86-D011-B42D-00CF4FC964FF"))
    #expect(Person(id: id, name: name, roles: [], createdAt: WarrantCity.start).approvalName.rawValue == expected)
  }
}
