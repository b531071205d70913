import Access
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Testing
import Traffic
import WebReception

@testable import Office

@Suite("The walk: tricks, other methods, other listeners, streams")
struct WalkEdgeTests {
  @Test("no way of writing an address goes round a gate")
  func addresses() async throws {
    let country = try await WalkCountry()
    let id = "\(country.file.id)"
    let tricks = [
      "//cases/\(id)", "/cases//\(id)", "/cases/\(id)/", "/./cases/\(id)", "/static/../cases/\(id)", "/static/%2e%2e/cases/\(id)",
      "/static/..%2fcases%2f\(id)", "/cases%2f\(id)", "/CASES/\(id)", "/Cases/\(id)", "/cases/\(id)%00", "/cases/\(id)%20", "/cases/\(id);x=1",
      "/cases/\(id)?role=supervisor", "/cases/\(id)#x", "/sign-in/../cases/\(id)", "/healthz/../queue", "/queue%3f", "/queue/.", "/cases/..",
      "/cases/" + String(repeating: "a", count: 8000), "/" + String(repeating: "../", count: 200) + "etc/passwd", "/static/" + String(repeating: "%2e%2e/", count: 40) + "etc/passwd",
      "/notices/\(country.notice.number)%2fplate", "/data//cameras", "/data/../queue",
    ]
    try await country.browse { client in
      let administrator = try await country.visitor(client, .administrator)
      let elsewhere = try await country.visitor(client, .supervisor, WalkCountry.south)
      let visitors = [WalkVisitor(name: "stranger", browser: Browser(client: client)), administrator, elsewhere]
      for trick in tricks {
        for visitor in visitors {
          let answer = try await visitor.browser.get(trick)
          for secret in WalkSecret.all(country) where !secret.mayBeRead(by: visitor, at: trick) {
            #expect(!secret.words.contains(where: answer.text.contains), "\(visitor.name), \(trick.prefix(60)): \(secret.name)")
          }
          #expect(answer.status.code < 500 && !answer.text.contains("root:"), "\(visitor.name), \(trick.prefix(60)): \(answer.status)")
        }
      }
    }
  }

  @Test("other methods are refused with the list of those that are taken; HEAD passes the same gates")
  func methods() async throws {
    let country = try await WalkCountry()
    try await country.browse { client in
      let officer = try await country.visitor(client, .officer)
      let path = "/cases/\(country.file.id)"
      for method in [HTTPRequest.Method.put, .delete, .patch, .options, .init("TRACE")!, .init("PROPFIND")!] {
        let answer = try await client.execute(uri: path, method: method, headers: Self.fields(officer.browser)) { $0 }
        #expect(answer.status == .methodNotAllowed && answer.headers[.allow] == "GET, HEAD", "\(method): \(answer.status)")
        let foreign = try await client.execute(uri: path, method: method, headers: [.cookie: officer.browser.cookie ?? ""]) { $0 }
        #expect(foreign.status == .forbidden)
      }
      #expect(try await client.execute(uri: "/nowhere", method: .put, headers: Self.fields(officer.browser)) { $0 }.status == .notFound)
      let stranger = try await client.execute(uri: path, method: .head) { $0 }
      #expect(stranger.status == .seeOther && stranger.text.isEmpty)
      let dispatcher = try await country.visitor(client, .dispatcher)
      #expect(try await client.execute(uri: path, method: .head, headers: Self.fields(dispatcher.browser)) { $0 }.status == .forbidden)
      let elsewhere = try await country.visitor(client, .officer, WalkCountry.south)
      #expect(try await client.execute(uri: path, method: .head, headers: Self.fields(elsewhere.browser)) { $0 }.status == .notFound)
    }
  }

  @Test("forms from elsewhere, and from nowhere, change nothing")
  func foreignForms() async throws {
    let country = try await WalkCountry()
    let before = try await country.standing()
    try await country.browse { client in
      let supervisor = try await country.visitor(client, .supervisor)
      let names = [("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Site", "same-site"), ("Sec-Fetch-Site", "none"), ("Origin", "https://elsewhere.example"), ("Origin", "null"), ("Accept", "*/*")]
      for line in WalkTable.lines where line.method == .post {
        let path = line.path.replacing("{id}", with: "\(country.file.id)")
        for (name, value) in names {
          var headers: HTTPFields = [.contentType: "application/x-www-form-urlencoded", .cookie: supervisor.browser.cookie ?? ""]
          headers[try #require(HTTPField.Name(name))] = value
          let body = ByteBuffer(string: "plate=\(WalkCountry.plate)&expecting=queued&queue=&reason=blurred&decision=confirmed")
          let answer = try await client.execute(uri: path, method: .post, headers: headers, body: body) { $0 }
          #expect(answer.status == .forbidden, "\(line.name) from \(value): \(answer.status)")
        }
      }
      #expect(try await supervisor.browser.get("/queue").status == .ok, "the session lives: the way out was not taken either")
    }
    #expect(try await country.standing() == before)
  }

  @Test("an address says nothing of the host that it was asked by")
  func hosts() async throws {
    let country = try await WalkCountry()
    try await country.browse { client in
      for path in ["/", "/sign-in", "/cases/\(country.file.id)", "/nowhere", "/healthz"] {
        let answer = try await client.execute(uri: path, method: .get, headers: [HTTPField.Name("X-Forwarded-Host")!: "evil.example"]) { $0 }
        #expect(!answer.text.contains("evil.example") && answer.headers[.location]?.contains("evil.example") != true)
        #expect(answer.headers[.location]?.hasPrefix("/") != false)
      }
    }
  }

  @Test("each listener has its own addresses: the other two answer 404")
  func listeners() async throws {
    let country = try await WalkCountry()
    let parts = country.office.parts
    // What two listeners have, each for itself: a front page, the styles, and whether it is there.
    let shared: Set<String> = ["GET /", "GET /static/**", "GET /healthz"]
    let cameras = Application(router: CameraRouter(parts: parts, intake: country.office.pages.office.intake).build())
    let publicListener = Application(router: country.office.router.build())
    for line in WalkTable.lines where !shared.contains(line.name) {
      let path = line.path.replacing("{id}", with: "\(country.file.id)").replacing("{item}", with: "x").replacing("{number}", with: "x")
      let method = line.method
      let headers = try Self.sameOrigin()
      let atRoad = try await cameras.test(.router) { client in try await client.execute(uri: path, method: method, headers: headers) { $0 } }
      let atPublic = try await publicListener.test(.router) { client in try await client.execute(uri: path, method: method, headers: headers) { $0 } }
      #expect(atRoad.status == .notFound, "\(line.name) at the cameras' listener: \(atRoad.status)")
      #expect(atPublic.status == .notFound, "\(line.name) at the public listener: \(atPublic.status)")
    }
    try await country.browse { client in
      let own = Set(WalkTable.lines.map(\.name))
      for route in country.office.router.routes where !own.contains("\(route.method.rawValue) \(route.path)") {
        let answer = try await client.execute(uri: route.path.replacing("{place}", with: "1"), method: route.method, headers: Self.sameOrigin()) { $0 }
        #expect(answer.status == .notFound, "\(route.method) \(route.path) at the office: \(answer.status)")
      }
      for path in CameraGate.capturePaths.map({ "/\($0.0)" }) + ["/v1/signals", "/v1/signals/x"] {
        let answer = try await client.execute(uri: path, method: .post, headers: Self.sameOrigin()) { $0 }
        #expect(answer.status == .notFound, "\(path) at the office: \(answer.status)")
      }
    }
  }

  @Test("a stream tells nothing of another region, and of one's own what one's role may know")
  func streams() async throws {
    let country = try await WalkCountry()
    let live = country.office.parts.live
    let texts = try await country.browse { client in
      let visitors = [
        try await country.visitor(client, .dispatcher), try await country.visitor(client, .dispatcher, WalkCountry.south),
        try await country.visitor(client, .administrator), try await country.visitor(client, .auditor),
      ]
      return try await withThrowingTaskGroup(of: (Int, String).self) { group in
        for (place, visitor) in visitors.enumerated() { group.addTask { (place, try await visitor.browser.get("/events").text) } }
        for _ in 0..<12 {
          try await Task.sleep(for: .milliseconds(200))
          live.publish(.pass(PagesWatchTests.sighting))
          live.publish(.hit(.init(country.hit, site: TestOffice.site)))
          live.publish(.hitDecided(.init(id: "x", site: TestOffice.site.id.rawValue, decision: "misread", decidedBy: "Somebody")))
        }
        live.close()
        return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
      }
    }
    #expect(texts[0]?.contains("event: pass") == true && texts[0]?.contains("event: hit\n") == true, "the walk would show nothing")
    for place in 1...3 {
      let text = try #require(texts[place])
      #expect(text.hasPrefix("retry:") && !text.contains("event: pass") && !text.contains("event: hit"), "\(place)")
      #expect(!text.contains(WalkCountry.hitPlate) && !text.contains("01 B 777 AA") && !text.contains(TestOffice.site.name))
    }
    #expect(texts[1]?.contains("\"openHits\":\"0\"") == true, "counts are of one's own region")
  }

  @Test("counts, the queue and the next case are of one's own region")
  func ownRegion() async throws {
    let country = try await WalkCountry()
    try await country.browse { client in
      let officer = try await country.visitor(client, .officer, WalkCountry.south)
      let queue = try await officer.browser.get("/queue").text
      #expect(queue.contains(country.southern.number) && queue.contains("1–1 of 1") && !queue.contains(country.file.number))
      #expect(try await officer.browser.get("/queue?site=crossing&state=all").text.contains("0") == true)
      let page = try await officer.browser.get("/cases/\(country.southern.id)").text
      #expect(page.contains("1 of 1") && !page.contains("\(country.file.id)"))
      let decided = try await officer.browser.post(
        "/cases/\(country.southern.id)/approve", ["plate": WalkCountry.southernPlate, "expecting": "queued", "queue": "state=open"])
      #expect(decided.headers[.location]?.hasPrefix("/queue?") == true, "there is no next case here")
      let data = try await officer.browser.get("/data/statistics?hours=24")
      let read = try #require(try JSONSerialization.jsonObject(with: data.bytes) as? [String: Any])
      let hours = try #require(read["hours"] as? [[String: Any]])
      #expect(hours.compactMap { $0["passes"] as? Int }.reduce(0, +) == 1)
      #expect(hours.compactMap { $0["hits"] as? Int }.reduce(0, +) == 0 && hours.compactMap { $0["notices"] as? Int }.reduce(0, +) == 0)
      #expect((read["sites"] as? [[String: Any]])?.compactMap { $0["id"] as? String } == ["registan"])
      let cameras = try await officer.browser.get("/data/cameras").text
      #expect(cameras.contains("\"south\"") && !cameras.contains("\"reads\""))
    }
  }

  private static func fields(_ browser: Browser) -> HTTPFields {
    [.cookie: browser.cookie ?? "", HTTPField.Name("Sec-Fetch-Site")!: "same-origin"]
  }

  private static func sameOrigin() throws -> HTTPFields { [try #require(HTTPField.Name("Sec-Fetch-Site")): "same-origin"] }
}
