import Crypto
import Foundation
import SoftAuthenticator
import Testing

@testable import Access

@Suite("Passkeys: signing in")
struct PasskeySignInTests {
  let desk = PasskeyDesk()

  @Test("Whoever shows a passkey comes in under a new session; an answer is good once", arguments: [true, false])
  func comesIn(isEd25519: Bool) async throws {
    var authenticator = SoftAuthenticator(at: PasskeyDesk.party, key: isEd25519 ? .ed25519(.init()) : .p256(.init()))
    let first = try await desk.enrol(&authenticator, for: desk.officer)
    let answer = try authenticator.assertionAnswer(desk.door.signInOptions(now: desk.now))
    let entered = try await desk.door.signIn(answer: answer, now: desk.now + 10)
    #expect(entered.person == desk.officer && entered.sessionToken != first)
    #expect(try await desk.door.person(forSession: entered.sessionToken, now: desk.now + 10) == desk.officer)
    #expect(try await desk.door.passkeys(of: desk.officer.id).first?.lastUsedAt == desk.now + 10)
    await #expect(throws: PasskeyFault.wrongChallenge) { _ = try await desk.door.signIn(answer: answer, now: desk.now + 10) }
  }

  @Test("The question is the same for everybody, and names nobody")
  func optionsNameNobody() async throws {
    _ = try await desk.enrolled(for: desk.officer)
    let json = try #require(try JSONSerialization.jsonObject(with: JSONEncoder().encode(desk.door.signInOptions(now: desk.now))) as? [String: Any])
    #expect(json["rpId"] as? String == "gantry.example" && json["userVerification"] as? String == "required")
    #expect((json["allowCredentials"] as? [Any])?.isEmpty == true)
  }

  static let lies: [(PasskeyFault, @Sendable (inout SoftAuthenticator.Behaviour) -> Void)] = [
    (.wrongPerson, { $0.userHandle = SoftAuthenticator.base64URL(Data(count: 16)) }),
    (.wrongPerson, { $0.leavesOutUserHandle = true }),
    (.wrongType, { $0.type = "webauthn.create" }),
    (.wrongType, { $0.type = "payment.get" }),
    (.wrongChallenge, { $0.challenge = SoftAuthenticator.base64URL(Data(count: 32)) }),
    (.wrongOrigin, { $0.origin = "https://gantry.example." }),
    (.crossOrigin, { $0.crossOrigin = true }),
    (.crossOrigin, { $0.topOrigin = "https://gantry.example" }),
    (.wrongRelyingParty, { $0.relyingPartyID = "localhost" }),
    (.notPresent, { $0.flags = 0x04 }),
    (.notVerified, { $0.flags = 0x01 }),
    (.wrongBackupFlags, { $0.flags = 0x15 }),
    (.wrongBackupFlags, { $0.flags = 0x0D }),
    (.malformed, { $0.distort = { $0 + [0xA0] } }),
    (.malformed, { $0.flags = 0x45 }),
    (.malformed, { $0.challenge = "a b" }),
  ]

  @Test("Each check refuses with its own words", arguments: lies.indices)
  func refuses(lie: Int) async throws {
    let (fault, change) = Self.lies[lie]
    var authenticator = try await desk.enrolled(for: desk.officer)
    change(&authenticator.behaviour)
    let answer = try authenticator.assertionAnswer(desk.door.signInOptions(now: desk.now))
    await #expect(throws: fault) { _ = try await desk.door.signIn(answer: answer, now: desk.now) }
  }

  @Test("Another key's signature is no signature")
  func otherKey() async throws {
    let authenticator = try await desk.enrolled(for: desk.officer)
    var impostor = SoftAuthenticator(at: PasskeyDesk.party, id: authenticator.id)
    impostor.behaviour.userHandle = authenticator.userHandle
    let answer = try impostor.assertionAnswer(desk.door.signInOptions(now: desk.now))
    await #expect(throws: PasskeyFault.wrongSignature) { _ = try await desk.door.signIn(answer: answer, now: desk.now) }
  }

  @Test("A passkey that is not known, was removed, or whose person is disabled is answered alike")
  func unknown() async throws {
    let stranger = SoftAuthenticator(at: PasskeyDesk.party)
    let removed = try await desk.enrolled(for: desk.officer)
    _ = try await desk.door.revoke(removed.id, of: desk.officer.id, now: desk.now)
    let disabled = try await desk.enrolled(for: desk.administrator)
    var person = desk.administrator
    person.isEnabled = false
    try await desk.door.change(person)
    for authenticator in [stranger, removed, disabled] {
      let answer = try authenticator.assertionAnswer(desk.door.signInOptions(now: desk.now))
      await #expect(throws: PasskeyFault.unknownCredential) { _ = try await desk.door.signIn(answer: answer, now: desk.now) }
    }
  }

  @Test("A counter grows or does not count at all", arguments: [(0, 0, true), (0, 1, true), (5, 6, true), (5, 5, false), (5, 4, false), (5, 0, false)])
  func counters(before: UInt32, after: UInt32, comesIn: Bool) async throws {
    var authenticator = try await desk.enrolled(for: desk.officer) { $0.counter = before }
    authenticator.behaviour.counter = after
    let answer = try authenticator.assertionAnswer(desk.door.signInOptions(now: desk.now))
    if comesIn {
      _ = try await desk.door.signIn(answer: answer, now: desk.now)
      #expect(try await desk.door.passkeys(of: desk.officer.id).first?.counter == after)
    } else {
      await #expect(throws: PasskeyFault.counterDidNotGrow) { _ = try await desk.door.signIn(answer: answer, now: desk.now) }
    }
  }

  @Test("Of a key and its copy that show the same count at once, one comes in")
  func clones() async throws {
    var authenticator = try await desk.enrolled(for: desk.officer) { $0.counter = 1 }
    authenticator.behaviour.counter = 2
    let twin = authenticator
    let door = desk.door
    let now = desk.now
    let answers = try [authenticator, twin].map { try $0.assertionAnswer(door.signInOptions(now: now)) }
    let entered = await withTaskGroup(of: Bool.self) { group in
      for answer in answers { group.addTask { (try? await door.signIn(answer: answer, now: now)) != nil } }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(entered == 1)
  }

  @Test("Revoking ends the person's sessions; theirs in which it was done goes on under a new token")
  func revoking() async throws {
    var authenticator = SoftAuthenticator(at: PasskeyDesk.party)
    let own = try await desk.enrol(&authenticator, for: desk.officer)
    let other = try await desk.door.signIn(answer: authenticator.assertionAnswer(desk.door.signInOptions(now: desk.now)), now: desk.now).sessionToken
    #expect(try await desk.door.revoke(authenticator.id, of: desk.administrator.id, now: desk.now).isRemoved == false, "nobody removes another's")
    let revoked = try await desk.door.revoke(authenticator.id, of: desk.officer.id, session: own, now: desk.now)
    let renewed = try #require(revoked.sessionToken)
    #expect(revoked.isRemoved)
    for token in [own, other] { #expect(try await desk.door.person(forSession: token, now: desk.now) == nil) }
    #expect(try await desk.door.person(forSession: renewed, now: desk.now) == desk.officer)
  }

  @Test("Sessions are listed, ended one by one, and renewed within their limits")
  func sessions() async throws {
    let authenticator = try await desk.enrolled(for: desk.officer)
    let token = try await desk.door.signIn(
      answer: authenticator.assertionAnswer(desk.door.signInOptions(now: desk.now)), from: Caller(source: "192.0.2.9", browser: "Edge on Windows"),
      now: desk.now + 1
    ).sessionToken
    let sessions = try await desk.door.sessions(of: desk.officer.id, now: desk.now + 1)
    #expect(sessions.count == 2 && sessions[0].caller.source == "192.0.2.9")
    try await desk.door.end(session: sessions[1].hash, of: desk.administrator.id)
    #expect(try await desk.door.sessions(of: desk.officer.id, now: desk.now + 1).count == 2, "nobody ends another's session")
    try await desk.door.end(session: sessions[1].hash, of: desk.officer.id)
    let renewed = try #require(try await desk.door.renew(session: token, now: desk.now + 2))
    #expect(try await desk.door.person(forSession: token, now: desk.now + 2) == nil)
    let only = try #require(try await desk.door.sessions(of: desk.officer.id, now: desk.now + 2).first)
    #expect(only.startedAt == desk.now + 1, "how long it may last is counted from its beginning")
    #expect(try await desk.door.session(of: renewed, now: desk.now + 2)?.hash == only.hash)
    #expect(try await desk.door.sessions(of: desk.officer.id, now: desk.now + 9 * 3600).isEmpty)
    #expect(try await desk.door.renew(session: token, now: desk.now + 2) == nil)
  }

  @Test("A passkey's name is its person's to change")
  func renaming() async throws {
    let authenticator = try await desk.enrolled(for: desk.officer)
    #expect(try await desk.door.rename(authenticator.id, of: desk.officer.id, to: "  On my ring ") == true)
    #expect(try await desk.door.passkeys(of: desk.officer.id).first?.name == "On my ring")
    #expect(try await desk.door.rename(authenticator.id, of: desk.administrator.id, to: "Mine") == false)
    await #expect(throws: PasskeyFault.unusableName) { _ = try await desk.door.rename(authenticator.id, of: desk.officer.id, to: " \n") }
  }

  @Test("Every fault says what to do")
  func words() {
    for fault in PasskeyFault.allCases { #expect(fault.description.count > 30 && fault.description.hasSuffix(".")) }
    #expect(Set(PasskeyFault.allCases.map(\.description)).count == PasskeyFault.allCases.count)
  }
}
