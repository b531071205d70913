import Access
import Crypto
import Enforcement
import Foundation
import HTTPTypes
import HummingbirdTesting
import Keyholding
import Sealing
import SoftAuthenticator
import Storage
import Testing
import Traffic

@testable import Office

@Suite("Pages: confirmed acts")
struct PagesApprovalTests {
  /// An administrator with a passkey, and somebody whose roles they give.
  private struct Scene {
    let office: PagesOffice
    var administrator: PasskeyGuest
    let officer: Person
    var path: String { "/people/\(officer.id)/roles" }
    let fields = [("role", "officer"), ("role", "auditor")]

    init(_ client: any TestClientProtocol, _ office: PagesOffice) async throws {
      self.office = office
      administrator = try await PasskeyGuest("Admin", .administrator, at: office, using: client)
      officer = Person(name: "Bobur", roles: [.officer], createdAt: office.parts.now())
      try await office.parts.store.add(officer)
    }

    var roles: Set<Role>? { get async throws { try await office.parts.store.person(officer.id)?.roles } }

    /// Sends the form with a confirmation and expects that nothing happens.
    func expectRefused(_ confirmation: String?, fields: [(String, String)]? = nil, path: String? = nil, from browser: Browser? = nil) async throws {
      let sent = (fields ?? self.fields) + (confirmation.map { [("approval", $0)] } ?? [])
      let answer = try await (browser ?? administrator.browser).submit(path ?? self.path, sent)
      #expect(answer.status == .forbidden, "\(answer.status)")
      #expect(try await roles == [.officer])
    }
  }

  private static func scene(_ test: @escaping @Sendable (Scene, any TestClientProtocol) async throws -> Void) async throws {
    let office = try PasskeyGuest.office()
    try await office.browse { client in try await test(try await Scene(client, office), client) }
  }

  @Test("a confirmed act is done, recorded with its approval, and leaves its person a new token")
  func confirmed() async throws {
    try await Self.scene { scene, _ in
      var scene = scene
      let question = try await scene.administrator.question(scene.path, scene.fields)
      #expect(question.needed == true)
      #expect(question.words == "Give Bobur these roles: officer, auditor.")
      #expect(try await scene.roles == [.officer])
      let old = scene.administrator.browser
      #expect(try await scene.administrator.confirmed(scene.path, scene.fields).status == .seeOther)
      #expect(try await scene.roles == [.officer, .auditor])
      #expect(try await old.get("/people").status == .seeOther)
      #expect(try await scene.administrator.browser.get("/people").status == .ok)
      let approval = try #require(try await scene.office.parts.store.approvals(limit: 1).first)
      #expect(approval.act.verb == "person.roles" && approval.act.person == scene.administrator.person.id)
      #expect(approval.act.terms["words"] == question.words && approval.act.terms["role[1]"] == "auditor")
      try approval.verify(relyingParty: scene.office.parts.frontDoor.relyingParty)
      let record = try #require(try scene.office.parts.store.auditEntries(AuditQuery(subject: .person), limit: 1).first).record
      #expect(record.approval?.id == approval.id)
    }
  }

  @Test("without a confirmation, or with what is none, nothing is done", arguments: [nil, "", "{}", "null", "[1]"])
  func missing(_ confirmation: String?) async throws {
    try await Self.scene { scene, _ in try await scene.expectRefused(confirmation) }
  }

  @Test("a confirmation counts once")
  func replay() async throws {
    try await Self.scene { scene, _ in
      var scene = scene
      let confirmation = try await scene.administrator.confirmation(of: scene.path, scene.fields)
      let answer = try await scene.administrator.browser.submit(scene.path, scene.fields + [("approval", confirmation)])
      #expect(answer.status == .seeOther)
      try scene.administrator.take(answer)
      try await scene.office.parts.frontDoor.change(scene.officer)
      try await scene.expectRefused(confirmation)
    }
  }

  @Test("changed fields, another form, another person's word and an old one are refused")
  func others() async throws {
    try await Self.scene { scene, client in
      let door = scene.administrator
      try await scene.expectRefused(try await door.confirmation(of: scene.path, scene.fields), fields: [("role", "administrator")])
      try await scene.expectRefused(try await door.confirmation(of: scene.path, scene.fields), fields: scene.fields + [("unit", "District 9")])
      try await scene.expectRefused(try await door.confirmation(of: "/people/\(scene.officer.id)/disable", []))
      try await scene.expectRefused(try await door.confirmation(of: "/people/\(door.person.id)/roles", scene.fields))
      let second = try await PasskeyGuest("Second", .administrator, at: scene.office, using: client)
      try await scene.expectRefused(try await door.confirmation(of: scene.path, scene.fields), from: second.browser)
      // A sign-in is no confirmation.
      let challenge = try PasskeyGuest.Served(await door.browser.tell("/sign-in/options", [:])).challenge
      let signIn = try JSONSerialization.data(withJSONObject: try door.assertion(challenge))
      try await scene.expectRefused(String(decoding: signIn, as: UTF8.self))
      let late = try await door.confirmation(of: scene.path, scene.fields)
      scene.office.advance(by: 301)
      try await scene.expectRefused(late)
    }
  }

  @Test("a key that did not check who holds it confirms nothing")
  func unverified() async throws {
    try await Self.scene { scene, _ in
      var door = scene.administrator
      door.key.behaviour.flags = 0x01
      try await scene.expectRefused(try await door.confirmation(of: scene.path, scene.fields))
    }
  }

  @Test("fields that could be read in two ways are refused", arguments: ["words", "role[0]", "rôle", "a b"])
  func strangeFields(_ name: String) async throws {
    try await Self.scene { scene, _ in
      let answer = try await scene.administrator.browser.submit(scene.path, scene.fields + [(name, "x"), ("approval", "ask")])
      #expect(answer.status == .badRequest)
    }
  }

  @Test("the gate comes first: nobody learns what an act would be that is not theirs")
  func gate() async throws {
    try await Self.scene { scene, client in
      let officer = try await PasskeyGuest("Officer", .officer, at: scene.office, using: client)
      #expect(try await officer.browser.submit(scene.path, scene.fields + [("approval", "ask")]).status == .forbidden)
      #expect(try await Browser(client: client).submit(scene.path, [("approval", "ask")]).status == .seeOther)
    }
  }

  @Test("a recovery password rests in no approval")
  func withheld() async throws {
    try await Self.scene { scene, _ in
      var door = scene.administrator
      let password = "correct horse battery staple"
      let shown = try await door.confirmed("/account/recovery", [("password", password)])
      #expect(shown.status == .ok)
      #expect(shown.text.contains("otpauth://totp/") && !shown.text.contains(password))
      let approval = try #require(try await scene.office.parts.store.approvals(limit: 1).first)
      #expect(approval.act.verb == "recovery.set" && approval.act.terms["password"] == nil)
      #expect(!String(decoding: approval.act.bytes, as: UTF8.self).contains("horse"))
    }
  }

  @Test("the last passkey is not revoked by its person; one of two is, and its sessions end")
  func revocation() async throws {
    try await Self.scene { scene, _ in
      var door = scene.administrator
      let only = try #require(try await door.browser.get("/account").text.firstMatch(of: /\/account\/passkeys\/([0-9a-f]{32})\/rename/)).output.1
      #expect(try await door.confirmed("/account/passkeys/\(only)/revoke").status == .conflict)
      #expect(try await scene.office.parts.frontDoor.passkeys(of: door.person.id).count == 1)
    }
  }

  @Test("who came in by a link and has no passkey acts without, where links let in")
  func trial() async throws {
    let office = try PagesOffice()
    try await office.browse { client in
      let administrator = try await office.person("Admin", .administrator, using: client)
      let answer = try await administrator.submit("/people/\(UUID())/disable", [("approval", "ask")])
      #expect(answer.status == .notFound)
      let officer = try await office.person("Officer", .officer, using: client)
      let path = "/people/\(try #require(officer.person).id)/disable"
      #expect(try PasskeyGuest.Served(await administrator.submit(path, [("approval", "ask")])).needed == false)
      #expect(try await administrator.post(path).status == .seeOther)
    }
  }

  @Test("the second word for a warrant needs the approver's passkey beside their key's signature")
  func warrant() async throws {
    let city = try await WarrantCity()
    let rooms = try WarrantPagesTests.Rooms(city)
    try await rooms.browse { client in
      let warrant = try city.warrant(recipient: try RecipientKeyPair(p256: P256.KeyAgreement.PrivateKey().rawRepresentation).publicKey)
      let taken = try await rooms.browser(of: city.requester.person, client).send("/warrants", city.petition(warrant))
      let path = "/warrants/\(try #require(taken.text.firstMatch(of: /[0-9a-f-]{36}/)).output)/approve"
      let door = rooms.router.office.parts.frontDoor
      let link = try await door.invite(city.approver.person.id, now: city.now)
      var key = SoftAuthenticator(at: door.relyingParty)
      let made = try key.registrationAnswer(try #require(try await door.enrolmentOptions(link: link.token, now: city.now)))
      let entered = try #require(try await door.enrol(link: link.token, answer: made, name: "Key", now: city.now))
      let second = Browser(client: client, person: city.approver.person, cookie: "gantry=\(entered.sessionToken)")
      var body = try #require(JSONSerialization.jsonObject(with: JSONEncoder().encode(city.approver.signature(of: warrant))) as? [String: Any])
      #expect(try await second.tell(path, body).status == .forbidden)
      body["approval"] = "ask"
      let question = try PasskeyGuest.Served(await second.tell(path, body))
      #expect(question.words?.contains("2026/118") == true && question.words?.contains(WarrantCity.wanted) == false)
      key.behaviour.challenge = question.challenge
      body["approval"] = String(decoding: try key.get(door.signInOptions(now: city.now)), as: UTF8.self)
      #expect(try await second.tell(path, body).status == .ok)
      #expect(try await city.store.approvals(limit: 1).first?.act.verb == "warrant.approve")
    }
  }

  @Test("a supervisor's decision between two reviewers is confirmed; the reviews before it are not")
  func supervisor() async throws {
    let office = try PasskeyGuest.office()
    let file = try await office.openCase(plate: "01A123BC")
    try await office.browse { client in
      let first = try await PasskeyGuest("First", .officer, at: office, using: client)
      let second = try await PasskeyGuest("Second", .officer, at: office, using: client)
      var supervisor = try await PasskeyGuest("Third", .supervisor, at: office, using: client)
      let path = "/cases/\(file.id)/approve"
      for (guest, plate) in [(first, "01A123BC"), (second, "01A123BO")] {
        let state = try await office.state(of: file.id)
        #expect(try await guest.browser.submit(path, [("plate", plate), ("expecting", state.rawValue)]).status == .seeOther)
      }
      #expect(try await office.state(of: file.id) == .thirdReview)
      let fields = [("plate", "01A123BC"), ("expecting", CaseState.thirdReview.rawValue)]
      #expect(try await supervisor.browser.submit(path, fields).status == .forbidden)
      #expect(try await supervisor.confirmed(path, fields).status == .seeOther)
      #expect(try await office.state(of: file.id) == .noticeIssued)
    }
  }
}
