import Crypto
import Foundation
import GRDB
import SoftAuthenticator
import Testing
import TransparencyLog

@testable import Access
@testable import Storage

@Suite("Passkeys, approvals and recovery in the store")
struct PasskeyStoreTests {
  let desk: Desk
  let door: FrontDoor
  let officer = Person(name: "Somebody Canary", roles: [.officer], createdAt: Desk.noon, unit: "District 3")

  init() async throws {
    desk = try Desk()
    var door = FrontDoor(store: desk.store, relyingParty: RelyingParty(address: "https://gantry.example"))
    door.scryptCost = ScryptCost(logN: 4, r: 8, p: 1)
    self.door = door
    try await desk.store.add(officer)
  }

  private func enrol(_ change: (inout SoftAuthenticator.Behaviour) -> Void = { _ in }) async throws -> SoftAuthenticator {
    var authenticator = SoftAuthenticator(at: door.relyingParty)
    change(&authenticator.behaviour)
    let link = try await door.invite(officer.id, now: Desk.noon)
    let options = try #require(try await door.enrolmentOptions(link: link.token, now: Desk.noon))
    let answer = try authenticator.registrationAnswer(options)
    _ = try #require(try await door.enrol(link: link.token, answer: answer, name: "Canary key", now: Desk.noon))
    return authenticator
  }

  private func checkpoint() throws { try desk.store.pool.writeWithoutTransaction { db in _ = try db.checkpoint(.truncate) } }

  @Test("A passkey is found again after a restart, renamed and removed")
  func keeps() async throws {
    let authenticator = try await enrol()
    let again = try desk.anotherStore()
    let passkey = try #require(try await again.passkey(id: authenticator.id))
    #expect(passkey.key == authenticator.coseKey && passkey.name == "Canary key" && passkey.person == officer.id)
    #expect(try await again.passkeys(of: officer.id) == [passkey])
    #expect(try await again.passkeys(of: UUID()).isEmpty)
    #expect(try await door.rename(passkey.id, of: officer.id, to: "New name"))
    #expect(try await door.rename(passkey.id, of: UUID(), to: "Not mine") == false)
    #expect(try await again.passkey(id: passkey.id)?.name == "New name")
    await #expect(throws: PasskeyFault.alreadyKnown) { try await desk.store.add(passkey) }
    #expect(try await desk.store.remove(passkey: passkey.id, of: UUID(), at: Desk.noon) == false)
    #expect(try await desk.store.remove(passkey: passkey.id, of: officer.id, at: Desk.noon))
    #expect(try await again.passkey(id: passkey.id) == nil)
    #expect(try await desk.store.noteUse(of: passkey) == false, "one that was removed meanwhile is not used")
  }

  @Test("Of eight who enrol with one link at once, one makes a passkey")
  func linkOnce() async throws {
    let link = try await door.invite(officer.id, now: Desk.noon)
    var answers: [RegistrationAnswer] = []
    for _ in 0..<8 {
      var authenticator = SoftAuthenticator(at: door.relyingParty)
      answers.append(try authenticator.registrationAnswer(#require(try await door.enrolmentOptions(link: link.token, now: Desk.noon))))
    }
    let door = door
    let made = try await withThrowingTaskGroup(of: Bool.self) { group in
      for answer in answers { group.addTask { try await door.enrol(link: link.token, answer: answer, name: "k", now: Desk.noon) != nil } }
      return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(made == 1)
    #expect(try await desk.store.passkeys(of: officer.id).count == 1)
  }

  @Test("A link is good for its own person's passkey only, and not after its time")
  func linkOfAnother() async throws {
    let link = try await door.invite(officer.id, now: Desk.noon)
    let hash = Token(presented: link.token).hash
    let foreign = Passkey(
      id: Desk.bytes(32), person: UUID(), name: "k", key: Desk.bytes(77), counter: 0, isBackupEligible: false, isBackedUp: false, createdAt: Desk.noon)
    #expect(try await desk.store.enrol(foreign, link: hash, at: Desk.noon) == nil)
    #expect(try await desk.store.linkOwner(hash: hash, at: Desk.noon + 899) == officer)
    #expect(try await desk.store.linkOwner(hash: hash, at: Desk.noon + 900) == nil)
  }

  @Test("Two uses with one count do not both hold")
  func counts() async throws {
    let authenticator = try await enrol { $0.counter = 4 }
    var used = try #require(try await desk.store.passkey(id: authenticator.id))
    used.counter = 5
    let (store, passkey) = (desk.store, used)
    let held = try await withThrowingTaskGroup(of: Bool.self) { group in
      for _ in 0..<8 { group.addTask { try await store.noteUse(of: passkey) } }
      return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(held == 1)
    #expect(try await desk.store.passkey(id: used.id)?.counter == 5)
  }

  @Test("Sessions say how and from where, and nobody finds that in the folder")
  func sessions() async throws {
    let authenticator = try await enrol()
    let caller = Caller(source: "198.51.100.77", browser: "Canary on Linux")
    let entered = try await door.signIn(answer: authenticator.assertionAnswer(door.signInOptions(now: Desk.noon)), from: caller, now: Desk.noon + 1)
    let sessions = try await door.sessions(of: officer.id, now: Desk.noon + 1)
    #expect(sessions.count == 2 && sessions.contains { $0.caller == caller && $0.way == .passkey })
    try checkpoint()
    let words = ["198.51.100.77", "Canary", authenticator.id.base64EncodedString(), entered.sessionToken].map { Data($0.utf8) }
    for file in desk.files {
      let bytes = try Data(contentsOf: file)
      for word in words + [authenticator.id, authenticator.coseKey.suffix(32)] { #expect(bytes.range(of: word) == nil) }
    }
  }

  @Test("An approval is kept with the use of its passkey, and the record of the act names it")
  func approvals() async throws {
    let authenticator = try await enrol()
    let act = Act("case.void", of: "C-1", terms: ["note": "wrong plate"], by: officer.id, at: Desk.noon)
    let answer = try authenticator.assertionAnswer(try await door.approvalOptions(for: act, by: officer.id, now: Desk.noon))
    let before = try desk.store.auditCount(AuditQuery())
    let trail = AuditTrail(AuditDesk.record())
    let approval = try await AuditTrail.$current.withValue(trail) { try await door.approve(act, by: officer.id, answer: answer, now: Desk.noon) }
    #expect(!trail.isEntered, "the record is entered with the act, not with its approval")
    #expect(trail.record.approval?.id == approval.id && trail.record.approval?.hash == approval.hash)
    #expect(try desk.store.auditCount(AuditQuery()) == before)
    try desk.store.put(trail.record)
    let entry = try #require(try desk.store.auditEntries().first)
    #expect(entry.record.approval == trail.record.approval)
    let again = try desk.anotherStore()
    #expect(try await again.approval(approval.id) == approval)
    #expect(try await again.approvals(limit: 10) == [approval])
    let read = try #require(try await again.approval(approval.id))
    try read.verify(relyingParty: door.relyingParty)
    #expect(try await again.approval(UUID()) == nil)
  }

  @Test("Means of recovery are changed in one step, and go")
  func recovery() async throws {
    let setup = try await door.setRecovery(password: "four lamps below the bridge", for: officer.id, now: Desk.noon)
    let totp = TOTP(secret: Data(base32: setup.secret))
    try await door.confirmRecovery(code: totp.code(step: TOTP.step(at: Desk.noon)), of: officer.id, now: Desk.noon)
    #expect(try await desk.anotherStore().recovery(of: officer.id)?.setAt == Desk.noon)
    let (door, name) = (door, officer.name)
    let later = Desk.noon + 3600
    let code = totp.code(step: TOTP.step(at: later))
    let links = try await withThrowingTaskGroup(of: SignInLink?.self) { group in
      for _ in 0..<4 { group.addTask { try await door.recover(name: name, password: "four lamps below the bridge", code: code, now: later) } }
      return try await group.compactMap { $0 }.reduce(into: [SignInLink]()) { $0.append($1) }
    }
    #expect(links.count == 1, "a code is good once, however many come with it at once")
    #expect(try await door.removeRecovery(of: officer.id, now: later))
    #expect(try await door.removeRecovery(of: officer.id, now: later) == false)
  }

  @Test("The log is told of each, by the hash of the key, and of nobody's name")
  func told() async throws {
    let authenticator = try await enrol()
    _ = try await door.revoke(authenticator.id, of: officer.id, now: Desk.noon)
    let entries = try desk.store.outbox().map(\.entry)
    let key = CanonicalJSON.bytes(Data(SHA256.hash(data: authenticator.coseKey)))
    #expect(entries.contains { $0.kind == .credentialAdded && $0.fields["credential"] == .text("passkey") && $0.fields["key"] == key })
    #expect(entries.contains { $0.kind == .credentialRemoved && $0.fields["credential"] == .text("passkey") && $0.fields["key"] == key })
    let text = entries.map { String(decoding: $0.bytes, as: UTF8.self) }.joined()
    #expect(!text.contains("Canary") && !text.lowercased().contains(officer.id.uuidString.lowercased()))
  }
}
