import Access
import Enforcement
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Storage
import Testing
import Traffic

@testable import Office

@Suite("Notice portal")
struct PublicNoticeTests {
  @Test("number and code lead to one's own notice and its pictures, and the case says so")
  func own() async throws {
    let office = try PublicOffice { $0.publicPage.payment = "https://pay.example/?reference={number}" }
    let notice = try await office.notice()
    try await office.visit { visitor in
      var visitor = visitor
      try await visitor.enter(notice)
      let page = try await visitor.get("/notice/view")
      #expect(page.status == .ok)
      #expect(page.text.contains(notice.number) && page.text.contains("01 A 123 BC") && page.text.contains("Red light"))
      #expect(page.text.contains("https://pay.example/?reference=\(notice.number)"))
      #expect(!page.text.contains("One") || !page.text.contains("reviewer"))
      let picture = try await visitor.get("/notice/pictures/1")
      #expect(picture.status == .ok && picture.headers[.contentType] == "image/jpeg")
      #expect(picture.headers[.cacheControl] == "no-store")
      #expect(picture.bytes != TestPicture.jpeg)
      #expect(try await visitor.get("/notice/pictures/2").status == .notFound)
    }
    let file = try #require(try await office.parts.store.case(notice.caseID))
    #expect(file.timeline.filter { $0.what == PortalRecord.opened && $0.actor == Case.keeper }.count == 1)
    let records = try office.parts.store.auditEntries(limit: 20).map(\.record).filter { $0.subject == .notice }
    #expect(records.contains { $0.act == .disclosure && $0.actor.name == "Keeper" && $0.reference == notice.number && $0.source == "198.51.100.7" })
  }

  @Test("a code is read as people type it", arguments: ["lower", "spaces", "lookalikes"])
  func typed(_ way: String) async throws {
    let office = try PublicOffice()
    let notice = try await office.notice()
    let code =
      switch way {
      case "lower": notice.accessCode.lowercased()
      case "spaces": " " + notice.accessCode.replacing("-", with: " ") + " "
      default: notice.accessCode.replacing("0", with: "O").replacing("1", with: "l")
      }
    try await office.visit { visitor in
      let answer = try await visitor.post("/notice", ["number": " \(notice.number.lowercased())", "code": code])
      #expect(answer.headers[.setCookie] != nil)
    }
  }

  @Test("a wrong number and a wrong code get the same answer, and no sooner")
  func wrong() async throws {
    let office = try PublicOffice()
    let notice = try await office.notice()
    let clock = ContinuousClock()
    try await office.visit { visitor in
      var answers: [String] = []
      let tries: [(String, String)] = [
        (notice.number, "0000-0000-0000"), ("N-2026-999999", notice.accessCode), ("", ""), (notice.number, ""), (notice.number, "------------"),
        ("' OR 1=1 --", "x"), (String(repeating: "9", count: 5_000), String(repeating: "9", count: 5_000)),
      ]
      for (number, code) in tries {
        let start = clock.now
        let answer = try await visitor.post("/notice", ["number": number, "code": code])
        #expect(clock.now - start >= PortalDoor.answersAfter)
        #expect(answer.status == .forbidden && answer.headers[.setCookie] == nil)
        answers.append(answer.text)
      }
      #expect(Set(answers).count == 1)
      #expect(answers[0].contains("name=\"number\" value=\"\""))
    }
  }

  @Test("too many tries are refused, of one visitor and of one number, and time gives them back")
  func tooOften() async throws {
    let gate = PortalGate()
    let now = TestOffice.now
    var admitted = 0
    for number in 0..<15 where await gate.admits(.visitor("198.51.100.7"), number: "N-\(number)", at: now) { admitted += 1 }
    #expect(admitted == 10)
    #expect(await gate.admits(.visitor("198.51.100.8"), number: "N-1", at: now))
    #expect(await gate.admits(.visitor("198.51.100.7"), number: "N-1", at: now + 6))
    var tries = 0
    for visitor in 0..<20 where await gate.admits(.visitor("203.0.113.\(visitor)"), number: "N-77", at: now) { tries += 1 }
    #expect(tries == 10)
    #expect(await !gate.admits(.visitor("192.0.2.1"), number: "N-77", at: now + 29))
    #expect(await gate.admits(.visitor("192.0.2.2"), number: "N-77", at: now + 31))
    let office = try PublicOffice()
    try await office.visit { visitor in
      var last = HTTPResponse.Status.ok
      for _ in 0..<11 { last = try await visitor.post("/notice", ["number": "N-2026-000001", "code": "x"]).status }
      #expect(last == .tooManyRequests)
    }
  }

  @Test("nobody's notice without its token, and with a token one's own alone")
  func others() async throws {
    let office = try PublicOffice()
    let (mine, theirs) = (try await office.notice(), try await office.notice(plate: "01B777BB"))
    try await office.visit { stranger in
      for cookie in [nil, "gantry-notice=", "gantry-notice=abc", "gantry=\(Token().text)", "gantry-notice=\(Token().text)"] {
        var stranger = stranger
        stranger.cookie = cookie
        #expect(try await stranger.get("/notice/view").headers[.location] == "/notice")
        for path in ["/notice/pictures/1", "/notice/plate"] { #expect(try await stranger.get(path).status == .notFound) }
        #expect(try await stranger.post("/notice/contest", ["text": "not mine"]).headers[.location] == "/notice")
      }
      var keeper = stranger
      try await keeper.enter(mine)
      let page = try await keeper.get("/notice/view?number=\(theirs.number)")
      #expect(!page.text.contains(theirs.number) && !page.text.contains("01 B 777 BB"))
      let item = try #require(try await office.parts.store.case(theirs.caseID)?.evidence.items.first)
      for place in ["\(item.id)", "0", "-1", "..%2f2", "2"] {
        #expect(try await keeper.get("/notice/pictures/\(place)").status == .notFound, "\(place)")
      }
    }
    #expect(try await office.parts.store.case(theirs.caseID)?.state == .noticeIssued)
  }

  @Test("a session ends after a quarter of an hour, and when its holder leaves")
  func sessions() async throws {
    let office = try PublicOffice()
    let notice = try await office.notice()
    try await office.visit { visitor in
      var visitor = visitor
      try await visitor.enter(notice)
      office.pages.advance(by: 899)
      #expect(try await visitor.get("/notice/view").status == .ok)
      office.pages.advance(by: 1)
      #expect(try await visitor.get("/notice/view").headers[.location] == "/notice")
      try await visitor.enter(notice)
      #expect(try await visitor.post("/notice/leave").headers[.setCookie]?.contains("Max-Age=0") == true)
      #expect(try await visitor.get("/notice/view").headers[.location] == "/notice")
    }
  }

  @Test("contesting moves the case, keeps the words sealed with it, and is possible once")
  func contest() async throws {
    let office = try PublicOffice()
    let notice = try await office.notice()
    try await office.visit { visitor in
      var visitor = visitor
      try await visitor.enter(notice)
      let empty = try await visitor.post("/notice/contest", ["text": "  \n"])
      #expect(empty.status == .unprocessableContent && empty.text.contains("write why"))
      let long = try await visitor.post("/notice/contest", ["text": String(repeating: "ж", count: 4_001)])
      #expect(long.status == .unprocessableContent && long.text.contains("жжж"))
      #expect(try await visitor.post("/notice/contest", ["text": "x"], isForeign: true).status == .forbidden)
      #expect(try await office.parts.store.case(notice.caseID)?.state == .noticeIssued)
      let taken = try await visitor.post("/notice/contest", ["text": "The <b>light</b> was amber."])
      #expect(taken.headers[.location] == "/notice/view")
      let page = try await visitor.get("/notice/view")
      #expect(page.text.contains("The &lt;b&gt;light&lt;/b&gt; was amber.") && !page.text.contains("action=\"/notice/contest\""))
      #expect(try await visitor.post("/notice/nominate", ["name": "A", "address": "B"]).status == .unprocessableContent)
    }
    let file = try #require(try await office.parts.store.case(notice.caseID))
    #expect(file.state == .contested)
    #expect(file.statement == Case.Statement(kind: .contest, text: "The <b>light</b> was amber.", at: office.parts.now()))
    #expect(!file.timeline.contains { $0.what.contains("amber") })
    let record = try office.parts.store.auditEntries(limit: 20).map(\.record).first { $0.act == .alteration && $0.subject == .notice }
    #expect(record?.detail == "contest")
    try await office.pages.browse { client in
      let officer = try await office.pages.person("Officer", .officer, using: client)
      #expect(try await officer.get("/cases/\(notice.caseID)").text.contains("The &lt;b&gt;light&lt;/b&gt; was amber."))
    }
  }

  @Test("naming the driver needs a name and an address, and is sealed with the case")
  func nominate() async throws {
    let office = try PublicOffice()
    let notice = try await office.notice()
    try await office.visit { visitor in
      var visitor = visitor
      try await visitor.enter(notice)
      let half = try await visitor.post("/notice/nominate", ["name": "Aziz Karimov", "address": ""])
      #expect(half.status == .unprocessableContent && half.text.contains("value=\"Aziz Karimov\""))
      #expect(try await visitor.post("/notice/nominate", ["name": "Aziz Karimov", "address": "Chilonzor 5"]).headers[.location] == "/notice/view")
      #expect(try await visitor.get("/notice/view").text.contains("You named the driver"))
    }
    let file = try #require(try await office.parts.store.case(notice.caseID))
    #expect(file.state == .nominated && file.statement?.driverName == "Aziz Karimov")
  }

  @Test("the check reads the originals again, and says which is not what arrived")
  func check() async throws {
    let office = try PublicOffice()
    let notice = try await office.notice()
    let sha256 = try #require(try await office.parts.store.case(notice.caseID)?.evidence.items.first?.sha256)
    try await office.visit { visitor in
      var visitor = visitor
      try await visitor.enter(notice)
      let good = try await visitor.get("/notice/check")
      #expect(good.text.contains("Every original is, byte for byte, what the camera sent.") && good.text.contains(sha256))
      try await office.parts.store.change(notice.caseID, expecting: .noticeIssued) {
        $0.evidence.items[0].sha256 = String(repeating: "0", count: 64)
      }
      let bad = try await visitor.get("/notice/check")
      #expect(bad.text.contains("is NOT what the camera sent") && bad.text.contains("Contest the notice and say so"))
    }
  }

  @Test("bodies that are no form, and forms that are too large", arguments: [("text/plain", 10), ("application/x-www-form-urlencoded", 70_000)])
  func badBodies(_ type: String, _ size: Int) async throws {
    let office = try PublicOffice()
    try await office.visit { visitor in
      let headers: HTTPFields = [.contentType: type, HTTPField.Name("Sec-Fetch-Site")!: "same-origin"]
      let answer = try await visitor.client.execute(uri: "/notice", method: .post, headers: headers, body: .init(repeating: 0x61, count: size)) { $0 }
      #expect([.badRequest, .contentTooLarge].contains(answer.status))
    }
  }

  @Test("the address that counts is the one that the proxy in front saw")
  func source() throws {
    func source(_ value: String?, _ field: HTTPField.Name? = PublicOffice.clientField, peer: String? = "127.0.0.1") -> RequestSource {
      var fields = HTTPFields()
      if let value { fields[PublicOffice.clientField] = value }
      let head = HTTPRequest(method: .get, scheme: nil, authority: nil, path: "/", headerFields: fields)
      return RequestSource(of: Request(head: head, body: .init(buffer: ByteBuffer())), peer: peer, field: field)
    }
    #expect(source("1.2.3.4, 198.51.100.7") == .visitor("198.51.100.7"))
    #expect(source(nil) == .everybody)
    #expect(source("198.51.100.7", nil) == .everybody)
    #expect(source(String(repeating: "9", count: 65)) == .everybody)
    #expect(source("198.51.100.7, <script>") == .everybody)
    #expect(source("198.51.100.7", peer: "203.0.113.9") == .visitor("203.0.113.9"), "only a proxy on this machine is believed")
    #expect(source("198.51.100.7", peer: "::1") == .visitor("198.51.100.7"))
    #expect(source("198.51.100.7", peer: "::ffff:127.0.0.1") == .visitor("198.51.100.7"))
    #expect(source(nil, nil, peer: "::ffff:203.0.113.9") == .visitor("203.0.113.9"))
  }
}
