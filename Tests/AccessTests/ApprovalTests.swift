import Crypto
import Foundation
import SoftAuthenticator
import Testing

@testable import Access

@Suite("Approvals")
struct ApprovalTests {
  let desk = PasskeyDesk()

  @Test("What a person approves is kept, and verifies again with nothing but itself")
  func approves() async throws {
    let authenticator = try await desk.enrolled(for: desk.officer)
    let act = desk.act()
    let answer = try authenticator.assertionAnswer(try await desk.door.approvalOptions(for: act, by: desk.officer.id, now: desk.now))
    // What the server is about to do is understood anew, at a later time.
    let approval = try await desk.door.approve(desk.act(at: desk.now + 60), by: desk.officer.id, answer: answer, now: desk.now + 60)
    #expect(approval.act == act, "what was shown is what is kept")
    #expect(await desk.store.approved == [approval])
    try approval.verify(relyingParty: PasskeyDesk.party)
    let copy = try ApprovalFile(bytes: ApprovalFile(approval, for: PasskeyDesk.party).bytes)
    #expect(copy == ApprovalFile(approval, for: PasskeyDesk.party))
    try copy.approval.verify(relyingParty: copy.relyingParty)
    #expect(throws: PasskeyFault.wrongOrigin) { try approval.verify(relyingParty: RelyingParty(address: "https://other.example")) }
  }

  @Test("The challenge is the hash of the canonical act")
  func challenge() async throws {
    _ = try await desk.enrolled(for: desk.officer)
    let act = desk.act(terms: ["b": "2", "a": "\"1\""])
    #expect(String(decoding: act.bytes, as: UTF8.self) == """
      {"at":"2027-01-15T08:00:00Z","nonce":"\(act.nonce.base64EncodedString())","person":"\(desk.officer.id.uuidString.lowercased())","subject":"w-1",\
      "terms":{"a":"\\"1\\"","b":"2"},"verb":"warrant.approve"}
      """)
    #expect(act.hash == Data(SHA256.hash(data: act.bytes)) && act.nonce.count == 16)
    let options = try await desk.door.approvalOptions(for: act, by: desk.officer.id, now: desk.now)
    #expect(try PasskeyEnrolmentTests.challenge(of: options) == act.hash.base64URLEncoded)
    #expect(desk.act().nonce != desk.act().nonce)
  }

  @Test("Another act, another person's, a late and a second use are refused", arguments: ["verb", "subject", "terms", "extra", "late", "twice"])
  func bound(to what: String) async throws {
    let authenticator = try await desk.enrolled(for: desk.officer)
    let answer = try authenticator.assertionAnswer(try await desk.door.approvalOptions(for: desk.act(), by: desk.officer.id, now: desk.now))
    var (act, now) = (desk.act(), desk.now)
    switch what {
    case "verb": act = desk.act("warrant.refuse")
    case "subject": act = desk.act(of: "w-2")
    case "terms": act = desk.act(terms: ["cameras": "300"])
    case "extra": act = desk.act(terms: ["cameras": "3", "more": ""])
    case "late": now = desk.now + 300
    default: _ = try await desk.door.approve(act, by: desk.officer.id, answer: answer, now: now)
    }
    await #expect(throws: PasskeyFault.wrongChallenge) { _ = try await desk.door.approve(act, by: desk.officer.id, answer: answer, now: now) }
    // Whatever was tried, the challenge is used up.
    await #expect(throws: PasskeyFault.wrongChallenge) { _ = try await desk.door.approve(desk.act(), by: desk.officer.id, answer: answer, now: desk.now) }
    #expect(await desk.store.approved.count == (what == "twice" ? 1 : 0))
  }

  @Test("Nobody approves for somebody else, or with somebody else's passkey, or without one")
  func ownPasskeys() async throws {
    let other = try await desk.enrolled(for: desk.administrator)
    await #expect(throws: AccessFault.noPasskey) { _ = try await desk.door.approvalOptions(for: desk.act(), by: desk.officer.id, now: desk.now) }
    await #expect(throws: PasskeyFault.wrongPerson) {
      _ = try await desk.door.approvalOptions(for: desk.act(), by: desk.administrator.id, now: desk.now)
    }
    let own = try await desk.enrolled(for: desk.officer)
    let options = try await desk.door.approvalOptions(for: desk.act(), by: desk.officer.id, now: desk.now)
    let foreign = try other.assertionAnswer(options)
    await #expect(throws: PasskeyFault.unknownCredential) { _ = try await desk.door.approve(desk.act(), by: desk.officer.id, answer: foreign, now: desk.now) }
    // An answer for signing in approves nothing, and one for approving opens no session.
    let signIn = try own.assertionAnswer(desk.door.signInOptions(now: desk.now))
    await #expect(throws: PasskeyFault.wrongChallenge) { _ = try await desk.door.approve(desk.act(), by: desk.officer.id, answer: signIn, now: desk.now) }
    let approval = try own.assertionAnswer(options)
    await #expect(throws: PasskeyFault.wrongChallenge) { _ = try await desk.door.signIn(answer: approval, now: desk.now) }
  }

  static let lies: [(PasskeyFault, @Sendable (inout SoftAuthenticator.Behaviour) -> Void)] = [
    (.wrongOrigin, { $0.origin = "https://evil.test" }), (.crossOrigin, { $0.crossOrigin = true }), (.notVerified, { $0.flags = 0x01 }),
    (.wrongRelyingParty, { $0.relyingPartyID = "evil.test" }), (.wrongType, { $0.type = "webauthn.create" }), (.wrongBackupFlags, { $0.flags = 0x15 }),
  ]

  @Test("Each check refuses with its own words, when it is given and when it is verified again", arguments: lies.indices)
  func refuses(lie: Int) async throws {
    let (fault, change) = Self.lies[lie]
    var authenticator = try await desk.enrolled(for: desk.officer)
    change(&authenticator.behaviour)
    let act = desk.act()
    let json = try authenticator.get(try await desk.door.approvalOptions(for: act, by: desk.officer.id, now: desk.now))
    let answer = try AssertionAnswer(json: json)
    await #expect(throws: fault) { _ = try await desk.door.approve(act, by: desk.officer.id, answer: answer, now: desk.now) }
    let kept = Approval(
      act: act, credential: authenticator.id, key: authenticator.coseKey, authenticatorData: answer.authenticatorData, clientDataJSON: answer.clientDataJSON,
      signature: answer.signature, at: desk.now)
    #expect(throws: fault) { try kept.verify(relyingParty: PasskeyDesk.party) }
  }

  @Test("An approval does not verify when anything of it was changed")
  func tampering() async throws {
    let authenticator = try await desk.enrolled(for: desk.officer)
    let act = desk.act()
    let answer = try authenticator.assertionAnswer(try await desk.door.approvalOptions(for: act, by: desk.officer.id, now: desk.now))
    let approval = try await desk.door.approve(act, by: desk.officer.id, answer: answer, now: desk.now)
    let text = String(decoding: ApprovalFile(approval, for: PasskeyDesk.party).bytes, as: UTF8.self)
    for (from, to) in [("warrant.approve", "warrant.refuse"), ("w-1", "w-2"), ("\"3\"", "\"4\""), (desk.officer.id.uuidString.lowercased(), UUID().uuidString.lowercased())] {
      let changed = try ApprovalFile(bytes: Data(text.replacing(from, with: to).utf8))
      #expect(throws: PasskeyFault.wrongChallenge) { try changed.approval.verify(relyingParty: changed.relyingParty) }
    }
    for malformed in [
      "", "{}", "[]", text + " ", text.replacing("T08:00:00Z", with: "T8:00:00Z"),
      text.replacing("gantry approval", with: "other"), String(text.dropLast()), text.replacing("https://gantry.example", with: "https://Gantry.example"),
    ] {
      #expect(throws: AccessFault.self) { _ = try ApprovalFile(bytes: Data(malformed.utf8)) }
    }
  }
}
