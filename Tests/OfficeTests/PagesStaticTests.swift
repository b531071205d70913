import Access
import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Testing

@testable import Office

@Suite("Pages: static files")
struct PagesStaticTests {
  @Test("files are served with their type, for ever with a version and asked for again without")
  func served() async throws {
    let office = try PagesOffice()
    try await office.browse { client in
      let browser = Browser(client: client)
      let style = try await browser.get("/static/css/base.css?v=\(office.router.office.files.version)")
      #expect(style.status == .ok)
      #expect(style.headers[.contentType] == "text/css; charset=utf-8")
      #expect(style.headers[.cacheControl] == "public, max-age=31536000, immutable")
      let module = try await browser.get("/static/\(office.router.office.files.version)/js/keys.js")
      #expect(module.status == .ok)
      #expect(module.headers[.cacheControl] == "public, max-age=31536000, immutable")
      #expect(try await browser.get("/static/00000000/js/keys.js").status == .notFound)
      let script = try await browser.get("/static/js/keys.js")
      #expect(script.headers[.contentType]?.hasPrefix("text/javascript") == true)
      #expect(script.headers[.cacheControl] == "no-cache")
      let again = try await browser.get("/static/js/keys.js", [.ifNoneMatch: try #require(script.headers[.eTag])])
      #expect(again.status == .notModified)
      #expect(again.body.readableBytes == 0)
    }
  }

  @Test(
    "no path leads out of the folder",
    arguments: [
      "../templates/case.mustache", "css/../../templates/case.mustache", "%2e%2e/templates/case.mustache", "..%2ftemplates%2fcase.mustache",
      "css/%2e%2e/%2e%2e/templates/case.mustache", "....//templates/case.mustache", "/etc/passwd", "//etc/passwd", "%00", "css/", "css",
      "lib/../css/base.css",
      "lib/leaflet/../../css/base.css", "js/keys.js/", "js/keys.js%00.css",
    ])
  func traversal(_ path: String) async throws {
    let office = try PagesOffice()
    try await office.browse { client in
      let answer = try await Browser(client: client).get("/static/" + path)
      #expect(answer.status == .notFound, "\(path)")
      #expect(!answer.text.contains("{{") && !answer.text.contains("root:"), "\(path)")
    }
  }

  @Test("every address of a script, style or picture in the templates is served")
  func references() async throws {
    let office = try PagesOffice()
    let folder = office.parts.configuration.web.folder.appending(path: "templates")
    var addresses: Set<String> = []
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
      let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
      addresses.formUnion(text.matches(of: /"\/static\/(?:\{\{assetVersion\}\}\/)?([^"?#{]+)/).map { String($0.output.1) })
    }
    #expect(addresses.count > 10)
    let absent = addresses.subtracting(office.router.office.files.files.keys).filter { !$0.hasPrefix("lib/") }
    #expect(absent.isEmpty)
  }

  @Test("no template writes a value without escaping it, and none has a script or style of its own")
  func escaping() throws {
    let folder = try PagesOffice().parts.configuration.web.folder.appending(path: "templates")
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) where name.hasSuffix(".mustache") {
      // Data for a script is JSON in which nothing can end the element: `ScriptText` has taken care of that.
      let data = /<script type="application\/json" id="[a-z-]+">\{\{\{[A-Za-z]+JSON\}\}\}<\/script>/
      let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8).replacing(data, with: "")
      #expect(!text.contains("{{{") && !text.contains("{{&"), "\(name)")
      #expect(text.firstMatch(of: /<script(?![^>]*\ssrc=)/) == nil && !text.contains("<style") && !text.contains(" style="), "\(name)")
      #expect(text.firstMatch(of: /\son[a-z]+=/) == nil, "\(name)")
    }
  }

  @Test("a missing template stops the start and is named")
  func missingTemplate() throws {
    let empty = FileManager.default.temporaryDirectory.appending(path: "gantry-web-\(UUID())")
    try FileManager.default.createDirectory(at: empty.appending(path: "templates"), withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: empty) }
    let fault = #expect(throws: TemplateFault.self) { try PagesOffice { $0.web.folder = empty } }
    #expect(fault?.description.contains("sign-in.mustache") == true)
  }

  @Test("the health check is open and says only that all is well")
  func health() async throws {
    let office = try PagesOffice()
    try await office.browse { client in
      let answer = try await Browser(client: client).get("/healthz")
      #expect(answer.status == .ok)
      #expect(answer.text == "ok\n")
    }
  }

  @Test("what is not there is a page for people and JSON for scripts")
  func notFound() async throws {
    let office = try PagesOffice()
    try await office.browse { client in
      let page = try await Browser(client: client).get("/nowhere")
      #expect(page.status == .notFound)
      #expect(page.headers[.contentType] == "text/html; charset=utf-8")
      #expect(page.text.contains("There is nothing here"))
      let data = try await Browser(client: client).get("/data/nowhere")
      #expect(data.headers[.contentType] == "application/json")
      #expect(data.text.contains("\"status\":404"))
    }
  }
}
