import Crypto
import Foundation
import HTTPTypes
import HummingbirdTesting
import Testing
import TransparencyLog

@testable import Office

@Suite("Public page")
struct PublicPageTests {
  @Test("says what was published, and loads nothing from elsewhere")
  func page() async throws {
    let office = try PublicOffice { $0.publicPage.agency = "City of <Tashkent>" }
    _ = try await office.notice()
    await office.clerk.publish()
    try await office.visit { visitor in
      let page = try await visitor.get("/")
      #expect(page.status == .ok)
      #expect(page.text.contains("City of &lt;Tashkent&gt;"))
      #expect(page.text.contains("data-figure=\"Notices issued\">1<"))
      #expect(page.text.contains("data-figure=\"Vehicles detected\">1<"))
      #expect(page.text.contains("Red light") && page.text.contains("figures.published"))
      #expect(!page.text.contains("01A123BC") && !page.text.contains("G-2026"))
      let policy = try #require(page.headers[HTTPField.Name("Content-Security-Policy")!])
      #expect(policy.contains("default-src 'none'") && !policy.contains("unsafe") && !policy.contains("http"))
      #expect(page.headers[.setCookie] == nil)
      #expect(page.headers[.cacheControl] == "no-store")
    }
  }

  @Test("says that nothing was published yet")
  func empty() async throws {
    let office = try PublicOffice()
    try await office.visit { visitor in
      let page = try await visitor.get("/")
      #expect(page.status == .ok)
      #expect(page.text.contains("No figures have been published yet"))
    }
  }

  @Test("the report is canonical JSON, and its signature is the log's under another name, on these very bytes")
  func report() async throws {
    let office = try PublicOffice()
    await office.clerk.publish()
    try await office.visit { visitor in
      let sig = try await visitor.get("/transparency.json.sig")
      let note = try SignedNote(bytes: sig.bytes)
      _ = try note.verified(by: [office.router.desk.reports.signer.key])
      #expect(office.router.desk.reports.signer.key.name == "gantry.test/audit/figures")
      let lines = note.text.split(separator: "\n")
      #expect(lines.count == 3 && lines[0] == "gantry transparency.json v1")
      let place = lines[2].split(separator: " ")
      await office.parts.log.note(.dayDestroyed, at: office.parts.now(), ["by": .text("server"), "day": .text("2026-10-20")])
      let named = try await visitor.get("/transparency.json?shard=\(place[0])&size=\(place[1])")
      #expect(named.status == .ok && named.headers[.contentType] == "application/json")
      #expect(Data(SHA256.hash(data: named.bytes)).base64EncodedString() == lines[1])
      let json = try CanonicalFieldReader<TransparencyFault>.read(named.bytes, of: "report", limit: 1 << 20)
      #expect(json.bytes == named.bytes)
      let newest = try await visitor.get("/transparency.json")
      #expect(newest.bytes != named.bytes)
      #expect(newest.text.contains("\"destroyedDays\":[\"2026-10-20\"]"))
    }
  }

  @Test(
    "states that were never there, and what names none",
    arguments: ["shard=2026&size=99", "shard=2026&size=-1", "shard=&size=1", "size=1", "shard=2026&size=x"])
  func badReports(_ query: String) async throws {
    let office = try PublicOffice()
    try await office.visit { visitor in
      for path in ["/transparency.json", "/transparency.json.sig"] {
        let answer = try await visitor.get("\(path)?\(query)")
        #expect(answer.status == .notFound || answer.status == .badRequest)
      }
    }
  }

  @Test("the log is served here, and the office's pages are not; nor are these at the office")
  func separate() async throws {
    let office = try PublicOffice()
    await office.clerk.publish()
    try await office.visit { visitor in
      let shard = try #require(await office.parts.log.shards().last).name
      let checkpoint = try await visitor.get("/log/\(shard)/checkpoint")
      #expect(checkpoint.status == .ok)
      #expect(try Checkpoint(text: SignedNote(bytes: checkpoint.bytes).text).size == 1)
      #expect(try await visitor.get("/health").text == "ok\n")
      let own = Set(PublicRouter.routes.map(\.path))
      for route in office.pages.router.table.routes where route.method == .get && !own.contains(route.path) {
        let path = route.path.replacing(/\{[a-z]+\}/, with: "1").replacing("**", with: "x")
        #expect(try await visitor.get(path).status == .notFound, "\(route.path)")
      }
      for script in ["js/case.js", "js/warrant.js", "css/case.css", "lib/leaflet/leaflet.js", "map/base.json", "../templates/case.mustache"] {
        #expect(try await visitor.get("/static/\(script)").status == .notFound, "\(script)")
      }
    }
    try await office.pages.browse { client in
      for route in PublicRouter.routes where !["/", "/static/**"].contains(route.path) {
        let path = route.path.replacing("{place}", with: "1")
        let answer = try await client.execute(uri: path, method: route.method) { $0 }
        #expect([.notFound, .forbidden].contains(answer.status), "\(route.path)")
      }
      #expect(try await Browser(client: client).get("/log/2026/checkpoint").status == .notFound)
    }
  }

  @Test("every file that the public pages name, and every module that those import, is served")
  func files() async throws {
    let office = try PublicOffice()
    let web = office.parts.configuration.web.folder
    var wanted: Set<String> = []
    for name in try FileManager.default.contentsOfDirectory(atPath: web.appending(path: "templates").path) where name.hasPrefix("public") {
      let text = try String(contentsOf: web.appending(path: "templates/\(name)"), encoding: .utf8)
      wanted.formUnion(text.matches(of: /"\/static\/(?:\{\{assetVersion\}\}\/)?([^"?#{]+)/).map { String($0.output.1) })
    }
    var unread = wanted.filter { $0.hasSuffix(".js") && !$0.hasPrefix("lib/") }
    while let script = unread.popFirst() {
      let text = try String(contentsOf: web.appending(path: "static/\(script)"), encoding: .utf8)
      for match in text.matches(of: /(?:from|import) "\.\/([a-z-]+\.js)"/) where wanted.insert("js/\(match.output.1)").inserted {
        unread.insert("js/\(match.output.1)")
      }
    }
    #expect(wanted.count > 10)
    #expect(wanted.subtracting(office.router.desk.files.files.keys).filter { !$0.hasPrefix("lib/") } == [])
  }

  @Test("a fault is a public page, without the office's navigation")
  func fault() async throws {
    let office = try PublicOffice()
    try await office.visit { visitor in
      let answer = try await visitor.get("/nowhere")
      #expect(answer.status == .notFound)
      #expect(answer.text.contains("To the public page") && !answer.text.contains("/queue"))
    }
  }
}
