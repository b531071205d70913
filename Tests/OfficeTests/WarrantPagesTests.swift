import Access
import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Keyholding
import NIOCore
import Sealing
import Storage
import Testing
import Traffic

@testable import Office

@Suite("Warrants: pages")
struct WarrantPagesTests {
  /// The people's listener over a city.
  struct Rooms: Sendable {
    let city: WarrantCity
    let desk: WarrantDesk
    let router: OfficeRouter

    init(_ city: WarrantCity) throws {
      self.city = city
      desk = try city.desk()
      var configuration = try Configuration(yaml: "", name: "test", base: city.folder)
      configuration.signIn.links = .enter
      configuration.web.folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Web")
      let directory = Directory()
      try directory.refresh(from: city.store)
      var parts = OfficeParts(
        configuration: configuration, store: city.store, passes: city.archive, log: city.log.log, reader: nil,
        frontDoor: FrontDoor(store: city.store, as: configuration), live: LiveEvents(), directory: directory, logger: WarrantCity.quiet, now: { city.now })
      parts.warrants = desk
      router = try OfficeRouter(parts: parts)
    }

    func browse(_ test: @escaping @Sendable (any TestClientProtocol) async throws -> Void) async throws {
      let live = router.office.parts.live
      try await Application(router: router.build()).test(.router) { client in
        try await test(client)
        live.close()
      }
    }

    func browser(of person: Person, _ client: any TestClientProtocol) async throws -> Browser {
      var browser = Browser(client: client, person: person)
      try await browser.signIn(with: try await router.office.parts.frontDoor.invite(person.id, now: city.now).token)
      return browser
    }
  }

  private struct Taken: Decodable { var id: String }
  private struct Words: Decodable { var message: String }

  fileprivate struct State: Decodable {
    struct Holder: Decodable { var name, state: String }
    var state, requesterName: String
    var isRequester, mayApprove, mayWithdraw: Bool
    var warrant: Data
    var holders: [Holder]
    var threshold: Int
    var hits: Int?
  }

  private struct Hits: Decodable {
    struct Hit: Decodable { var row, token: Data }
    struct Camera: Decodable { var id, timeZone: String }
    var release: Data
    var hits: [Hit]
    var records: [Data]
    var cameras: [Camera]
  }

  private struct Release: Decodable {
    struct Answer: Decodable {
      var holder: String
      var bytes: Data
    }
    var answers: [Answer]
  }

  @Test("from the form to the journey, as two browsers do it; the server's part opens nothing")
  func journey() async throws {
    let city = try await WarrantCity()
    try await city.sealTraffic()
    let rooms = try Rooms(city)
    try await rooms.browse { client in
      let (first, second) = (try await rooms.browser(of: city.requester.person, client), try await rooms.browser(of: city.approver.person, client))
      let form = try await first.get("/warrants/new")
      #expect(form.status == .ok && form.text.contains("tas-001") && form.text.contains("nodira-karimova"))
      let pair = try RecipientKeyPair(p256: P256.KeyAgreement.PrivateKey().rawRepresentation)
      let warrant = try city.warrant(recipient: pair.publicKey)
      let petition = try city.petition(warrant)
      let taken = try await first.send("/warrants", petition)
      #expect(taken.status == .created)
      let id = try JSONDecoder().decode(Taken.self, from: taken.bytes).id

      let seen = try await second.state(id)
      #expect(seen.state == "requested" && seen.mayApprove && !seen.isRequester && seen.warrant == warrant.bytes)
      #expect(try await first.state(id).mayWithdraw)
      #expect(try await second.get("/warrants/\(id)").text.contains("nodira-karimova"))
      #expect(try await second.get("/warrants").text.contains("2026/118"))
      #expect(try await !second.get("/warrants").text.contains(WarrantCity.wanted))
      #expect(try await second.send("/warrants/\(id)/approve", city.approver.signature(of: warrant)).status == .ok)
      #expect(try await first.get("/warrants/\(id)/hits").status == .unprocessableContent)
      try await city.turn(rooms.desk, until: .found, of: UUID(uuidString: id)!)

      #expect(try await second.get("/warrants/\(id)/hits").status == .forbidden)
      let hits = try JSONDecoder().decode(Hits.self, from: try await first.get("/warrants/\(id)/hits").bytes)
      #expect(hits.hits.count == 4 && hits.records.count == 1 && hits.cameras.map(\.timeZone) == ["Asia/Tashkent", "Asia/Tashkent"])
      let released = try JSONDecoder().decode(Release.self, from: try await first.send("/warrants/\(id)/release", [String: String]()).bytes)
      #expect(released.answers.count == 2)
      let request = try KeyReleaseRequest(bytes: hits.release)
      let identities = city.terms.identities
      let answers = try released.answers.map { try KeyReleaseAnswer(bytes: $0.bytes, signedBy: #require(identities[HolderID(rawValue: $0.holder)!])) }
      let rows = try hits.hits.map { try SealedRecord(bytes: $0.row) }
      #expect(zip(rows, hits.hits).allSatisfy { row, hit in row.readings.contains { $0.token == hit.token } })
      #expect(rows.map(\.id) == request.hits.map(\.pass))
      let paper = try #require(try city.store.paper(.findings, of: UUID(uuidString: id)!))
      let findings = try WarrantFindings(bytes: paper)
      let opened = try WarrantOpening(warrant, opening: petition.opening, key: pair).open(findings, rows: rows, answers: answers)
      #expect(try zip(opened, rows).allSatisfy { try $0.opened.get().pass(of: $1).plate?.text == WarrantCity.wanted })
      let end = try await first.state(id)
      #expect(end.state == "opened" && end.hits == 4 && end.threshold == 2 && end.holders.count == 3)
      #expect(city.log.kinds.suffix(2) == [.keysReleased, .keysReleased])
    }
  }

  @Test("strangers and roles without warrants see nothing of it; a requester sees only their own")
  func gates() async throws {
    let city = try await WarrantCity()
    let id = try city.clerk.take(city.petition(city.warrant(recipient: RecipientKeyPair().publicKey)), of: city.requester.person).id
    let others = [Role.officer, .dispatcher, .auditor, .administrator].map { Person(name: "\($0)", roles: [$0], createdAt: city.now) }
    for person in others { try await city.store.add(person) }
    let rooms = try Rooms(city)
    try await rooms.browse { client in
      let pages = ["/warrants", "/warrants/new", "/warrants/\(id)", "/warrants/\(id)/state", "/warrants/\(id)/hits"]
      let acts = ["/warrants", "/warrants/key", "/warrants/\(id)/approve", "/warrants/\(id)/refuse", "/warrants/\(id)/release"]
      let stranger = Browser(client: client)
      for page in pages { #expect(try await stranger.get(page).status == .seeOther) }
      for act in acts { #expect(try await [.seeOther, .unauthorized].contains(stranger.send(act, ["reason": "x"]).status)) }
      for person in others {
        let browser = try await rooms.browser(of: person, client)
        for page in pages { #expect(try await browser.get(page).status == .forbidden, "\(person.name) \(page)") }
        for act in acts { #expect(try await browser.send(act, ["reason": "x"]).status == .forbidden, "\(person.name) \(act)") }
      }
      let supervisor = try await rooms.browser(of: city.approver.person, client)
      #expect(try await supervisor.get("/warrants/new").status == .forbidden)
      #expect(try await supervisor.get("/warrants/\(UUID())").status == .notFound)
      #expect(try await supervisor.get("/warrants/no-uuid/state").status == .notFound)
    }
  }

  @Test("bodies that are not what belongs there are answered in words, and nothing is kept")
  func badBodies() async throws {
    let city = try await WarrantCity()
    let rooms = try Rooms(city)
    let good = try JSONEncoder().encode(city.petition(city.warrant(recipient: RecipientKeyPair().publicKey)))
    try await rooms.browse { client in
      let first = try await rooms.browser(of: city.requester.person, client)
      var bodies = stride(from: 0, to: good.count, by: 301).map { good.prefix($0) }
      bodies += ["[]", "null", "{}", "{\"warrant\":1}", "{\"warrant\":\"!\",\"opening\":\"\",\"approval\":{}}", "\u{0}"].map { Data($0.utf8) }
      for body in bodies {
        let answer = try await first.send("/warrants", bytes: body)
        #expect(answer.status == .unprocessableContent)
        #expect(try JSONDecoder().decode(Words.self, from: answer.bytes).message.isEmpty == false)
      }
      #expect(try await first.post("/warrants", ["warrant": "x"]).status == .unprocessableContent)
      #expect(try await first.send("/warrants", bytes: Data(count: 8 << 20 + 1)).status == .contentTooLarge)
      #expect(try await first.send("/warrants/key", ["key": "AAAA"]).status == .unprocessableContent)
      #expect(try await first.send("/warrants", bytes: good, isForeign: true).status == .forbidden)
      #expect(try city.store.warrants().isEmpty)
      #expect(try await first.send("/warrants", bytes: good).status == .created)
    }
  }

  @Test("what stands inside a page cannot end its element")
  func scriptText() throws {
    let text = try ScriptText(["</script><b>&\u{2028}"]).description
    #expect(!text.contains("<") && !text.contains(">") && !text.contains("&"))
    #expect(try JSONDecoder().decode([String].self, from: Data(text.utf8)) == ["</script><b>&\u{2028}"])
  }
}

extension Browser {
  fileprivate func state(_ id: String) async throws -> WarrantPagesTests.State {
    try JSONDecoder().decode(WarrantPagesTests.State.self, from: try await get("/warrants/\(id)/state").bytes)
  }

  /// Posts JSON as a script of ours does.
  func send(_ path: String, _ body: some Encodable) async throws -> TestResponse { try await send(path, bytes: JSONEncoder().encode(body)) }

  func send(_ path: String, bytes: Data, isForeign: Bool = false) async throws -> TestResponse {
    var headers: HTTPFields = [.contentType: "application/json", HTTPField.Name("Sec-Fetch-Site")!: isForeign ? "cross-site" : "same-origin"]
    if let cookie { headers[.cookie] = cookie }
    return try await client.execute(uri: path, method: .post, headers: headers, body: ByteBuffer(bytes: bytes)) { $0 }
  }
}
