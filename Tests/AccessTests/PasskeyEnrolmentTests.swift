import Crypto
import Foundation
import SoftAuthenticator
import Testing

@testable import Access

@Suite("Passkeys: enrolment")
struct PasskeyEnrolmentTests {
  let desk = PasskeyDesk()

  @Test("A link makes a passkey, once, and opens a session", arguments: [true, false])
  func enrols(isEd25519: Bool) async throws {
    var authenticator = SoftAuthenticator(at: PasskeyDesk.party, key: isEd25519 ? .ed25519(.init()) : .p256(.init()))
    let link = try await desk.door.invite(desk.officer.id, now: desk.now)
    let options = try #require(try await desk.door.enrolmentOptions(link: link.token, now: desk.now))
    let answer = try authenticator.registrationAnswer(options)
    let entered = try #require(
      try await desk.door.enrol(
        link: link.token, answer: answer, name: " My key ", from: Caller(source: "192.0.2.7", userAgent: "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"),
        now: desk.now))
    #expect(entered.person == desk.officer)
    #expect(try await desk.door.person(forSession: entered.sessionToken, now: desk.now) == desk.officer)
    let passkey = try #require(try await desk.door.passkeys(of: desk.officer.id).first)
    #expect(passkey.name == "My key" && passkey.id == authenticator.id && passkey.key == authenticator.coseKey)
    #expect(passkey.transports == ["nfc", "usb"] && !passkey.isBackupEligible)
    let session = try #require(try await desk.door.sessions(of: desk.officer.id, now: desk.now).first)
    #expect(session.way == .passkey && session.caller == Caller(source: "192.0.2.7", browser: "Firefox on Linux"))
    #expect(try await desk.door.enrolmentOptions(link: link.token, now: desk.now) == nil, "a link is good once")
    #expect(try await desk.door.enrol(link: link.token, answer: answer, name: "x", now: desk.now) == nil)
  }

  @Test("Asking for options does not use the link up; an expired link gives none")
  func optionsKeepTheLink() async throws {
    let link = try await desk.door.invite(desk.officer.id, now: desk.now)
    for _ in 0..<3 { #expect(try await desk.door.enrolmentOptions(link: link.token, now: desk.now) != nil) }
    #expect(try await desk.door.enrolmentOptions(link: link.token, now: desk.now + 900) == nil)
    #expect(try await desk.door.enrolmentOptions(link: "x", now: desk.now) == nil)
  }

  @Test("A link that makes passkeys opens no session by itself, and stays good")
  func linkAloneDoesNotEnter() async throws {
    let link = try await desk.door.invite(desk.officer.id, now: desk.now)
    #expect(try await desk.door.enter(with: link.token, now: desk.now) == nil)
    #expect(try await desk.door.enrolmentOptions(link: link.token, now: desk.now) != nil)
  }

  @Test("The options are what WebAuthn's JSON has")
  func optionsJSON() async throws {
    let link = try await desk.door.invite(desk.officer.id, now: desk.now)
    _ = try await desk.enrolled(for: desk.administrator)
    let options = try #require(try await desk.door.enrolmentOptions(link: link.token, now: desk.now))
    let json = try #require(try JSONSerialization.jsonObject(with: JSONEncoder().encode(options)) as? [String: Any])
    #expect(json["rp"] as? [String: String] == ["id": "gantry.example", "name": "Gantry"])
    #expect((json["user"] as? [String: String])?["displayName"] == "Officer One")
    #expect((json["challenge"] as? String)?.count == 43)
    #expect((json["pubKeyCredParams"] as? [[String: Any]])?.compactMap { $0["alg"] as? Int } == [-8, -7])
    #expect(json["attestation"] as? String == "none" && json["timeout"] as? Int == 300_000)
    let selection = try #require(json["authenticatorSelection"] as? [String: Any])
    #expect(selection["userVerification"] as? String == "required" && selection["residentKey"] as? String == "required")
    let again = try await desk.door.additionalOptions(for: desk.administrator.id, now: desk.now)
    let second = try #require(try JSONSerialization.jsonObject(with: JSONEncoder().encode(again)) as? [String: Any])
    #expect((second["excludeCredentials"] as? [[String: Any]])?.count == 1)
    #expect((second["hints"] as? [String])?.first == "security-key")
  }

  static let lies: [(PasskeyFault, @Sendable (inout SoftAuthenticator.Behaviour) -> Void)] = [
    (.wrongType, { $0.type = "webauthn.get" }),
    (.wrongChallenge, { $0.challenge = SoftAuthenticator.base64URL(Data(count: 32)) }),
    (.wrongOrigin, { $0.origin = "https://gantry.example.evil.test" }),
    (.wrongOrigin, { $0.origin = "http://gantry.example" }),
    (.wrongOrigin, { $0.origin = "https://gantry.example:8443" }),
    (.wrongOrigin, { $0.origin = "https://sub.gantry.example" }),
    (.crossOrigin, { $0.crossOrigin = true }),
    (.crossOrigin, { $0.topOrigin = "https://evil.test" }),
    (.wrongRelyingParty, { $0.relyingPartyID = "example" }),
    (.notPresent, { $0.flags = 0x04 }),
    (.notVerified, { $0.flags = 0x01 }),
    (.wrongBackupFlags, { $0.flags = 0x15 }),
    (.unwantedAttestation, { $0.format = "packed" }),
    (.unwantedAttestation, { $0.statement = Data([0xA1, 0x61, 0x78, 0x01]) }),
    (.malformed, { $0.challenge = "====" }),
    (.malformed, { $0.statement = Data([0x80]) }),
    (.malformed, { $0.extensions = Data([0x01]) }),
    (.malformed, { $0.extensions = Data([0xA0, 0x00]) }),
    (.malformed, { $0.distort = { $0 + [0x00] } }),
    (.malformed, { $0.distort = { $0.dropLast() } }),
    (.malformed, { $0.distort = { $0.prefix(36) } }),
  ]

  @Test("Each check refuses with its own words, and the link stays good", arguments: lies.indices)
  func refuses(lie: Int) async throws {
    let (fault, change) = Self.lies[lie]
    var authenticator = SoftAuthenticator(at: PasskeyDesk.party)
    change(&authenticator.behaviour)
    let link = try await desk.door.invite(desk.officer.id, now: desk.now)
    let options = try #require(try await desk.door.enrolmentOptions(link: link.token, now: desk.now))
    let answer = try authenticator.registrationAnswer(options)
    await #expect(throws: fault) { _ = try await desk.door.enrol(link: link.token, answer: answer, name: "x", now: desk.now) }
    #expect(try await desk.door.passkeys(of: desk.officer.id).isEmpty)
    #expect(try await desk.door.enrolmentOptions(link: link.token, now: desk.now) != nil)
  }

  @Test("Extensions that nobody asked for are passed over")
  func extensions() async throws {
    _ = try await desk.enrolled(for: desk.officer) { $0.extensions = Data([0xA1, 0x61, 0x78, 0x01]) }
    #expect(try await desk.door.passkeys(of: desk.officer.id).count == 1)
  }

  @Test("A challenge is good for five minutes, for its person, and once")
  func challenges() async throws {
    var authenticator = SoftAuthenticator(at: PasskeyDesk.party)
    let link = try await desk.door.invite(desk.officer.id, now: desk.now)
    let options = try #require(try await desk.door.enrolmentOptions(link: link.token, now: desk.now))
    let late = try authenticator.registrationAnswer(options)
    await #expect(throws: PasskeyFault.wrongChallenge) { _ = try await desk.door.enrol(link: link.token, answer: late, name: "x", now: desk.now + 300) }
    // The administrator's challenge does not serve the officer.
    let foreign = try authenticator.registrationAnswer(try await desk.door.additionalOptions(for: desk.administrator.id, now: desk.now))
    await #expect(throws: PasskeyFault.wrongChallenge) { _ = try await desk.door.enrol(link: link.token, answer: foreign, name: "x", now: desk.now) }
    // Nor does one for signing in.
    let signIn = try await desk.enrolled(for: desk.administrator)
    _ = signIn
    authenticator.behaviour.challenge = try Self.challenge(of: desk.door.signInOptions(now: desk.now))
    let misused = try authenticator.registrationAnswer(try await desk.door.additionalOptions(for: desk.officer.id, now: desk.now))
    await #expect(throws: PasskeyFault.wrongChallenge) { _ = try await desk.door.addPasskey(to: desk.officer.id, answer: misused, name: "x", session: "", now: desk.now) }
  }

  @Test("An administrator's passkey must stay on its device; others' may be copied")
  func administrators() async throws {
    var synced = SoftAuthenticator(at: PasskeyDesk.party)
    synced.behaviour.flags = 0x1D
    let link = try await desk.door.invite(desk.administrator.id, now: desk.now)
    let options = try #require(try await desk.door.enrolmentOptions(link: link.token, now: desk.now))
    let answer = try synced.registrationAnswer(options)
    await #expect(throws: PasskeyFault.backupEligible) { _ = try await desk.door.enrol(link: link.token, answer: answer, name: "x", now: desk.now) }
    try await desk.enrol(&synced, for: desk.officer)
    let passkey = try #require(try await desk.door.passkeys(of: desk.officer.id).first)
    #expect(passkey.isBackupEligible && passkey.isBackedUp)
    var promoted = desk.officer
    promoted.roles = [.officer, .administrator]
    await #expect(throws: AccessFault.backupEligiblePasskey) { try await desk.door.change(promoted) }
    _ = try await desk.door.revoke(passkey.id, of: desk.officer.id, now: desk.now)
    try await desk.door.change(promoted)
  }

  @Test("A passkey is added once, by its name, and no more than twenty")
  func limits() async throws {
    var authenticator = SoftAuthenticator(at: PasskeyDesk.party)
    var session = try await desk.enrol(&authenticator, for: desk.officer)
    for (name, fault) in [("", PasskeyFault.unusableName), (String(repeating: "a", count: 61), .unusableName), ("a\u{0}b", .unusableName), ("again", .alreadyKnown)] {
      let answer = try authenticator.registrationAnswer(try await desk.door.additionalOptions(for: desk.officer.id, now: desk.now))
      await #expect(throws: fault) { _ = try await desk.door.addPasskey(to: desk.officer.id, answer: answer, name: name, session: session, now: desk.now) }
    }
    for number in 2...Passkey.mostOfOnePerson + 1 {
      var another = SoftAuthenticator(at: PasskeyDesk.party)
      let answer = try another.registrationAnswer(try await desk.door.additionalOptions(for: desk.officer.id, now: desk.now))
      guard number <= Passkey.mostOfOnePerson else {
        await #expect(throws: PasskeyFault.tooMany) { _ = try await desk.door.addPasskey(to: desk.officer.id, answer: answer, name: "k", session: session, now: desk.now) }
        continue
      }
      let renewed = try await desk.door.addPasskey(to: desk.officer.id, answer: answer, name: "k\(number)", session: session, now: desk.now)
      #expect(try await desk.door.person(forSession: session, now: desk.now) == nil, "credentials changed: the old token is over")
      session = try #require(renewed)
    }
    #expect(try await desk.door.passkeys(of: desk.officer.id).count == Passkey.mostOfOnePerson)
  }

  @Test("Keys of other kinds, and points off the curve, are refused")
  func keys() throws {
    let good = SoftAuthenticator(at: PasskeyDesk.party).coseKey
    _ = try COSEKey(good)
    let ed = SoftAuthenticator(at: PasskeyDesk.party, key: .ed25519(.init())).coseKey
    _ = try COSEKey(ed)
    var offCurve = good
    offCurve[offCurve.count - 1] ^= 1
    var otherAlgorithm = good
    otherAlgorithm[4] = 0x38  // −7 becomes the head of another number
    let head = Data([0xA4, 0x01, 0x01, 0x03, 0x27, 0x20, 0x06, 0x21, 0x58, 0x20])
    let small = [Data(count: 32), Data([1]) + Data(count: 31), Data([0xEC]) + Data(repeating: 0xFF, count: 30) + [0x7F], Data(count: 31) + [0x80]]
    for bytes in [offCurve, otherAlgorithm, good + [0], good.dropLast(), Data(), Data([0xA0]), head + Data(count: 31)] + small.map({ head + $0 }) {
      #expect(throws: PasskeyFault.unusableKey) { _ = try COSEKey(Data(bytes)) }
    }
  }

  static func challenge(of options: some Encodable) throws -> String {
    let json = try #require(try JSONSerialization.jsonObject(with: JSONEncoder().encode(options)) as? [String: Any])
    return try #require(json["challenge"] as? String)
  }
}
