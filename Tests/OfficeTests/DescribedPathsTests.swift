import Foundation
import HTTPTypes
import Hummingbird
import Testing
import TransparencyLog
import Yams

@testable import Office

/// Holds `Documentation/openapi.yaml` against what the listeners serve: nothing that programs call is left out, nothing is promised that is not there.
@Suite("The description of the interface")
struct DescribedPathsTests {
  /// `POST /v1/captures/{}`: names of parameters are the page's own affair.
  private typealias Operation = String

  private static func described() throws -> [Operation: Set<String>] {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let document = try #require(try Yams.compose(yaml: String(contentsOf: root.appending(path: "Documentation/openapi.yaml"), encoding: .utf8)))
    var operations: [Operation: Set<String>] = [:]
    for (path, item) in try #require(document["paths"]?.mapping) {
      for (method, operation) in try #require(item.mapping) where ["get", "post", "put", "delete", "patch"].contains(method.string) {
        let tags = try #require(operation["tags"]?.sequence).compactMap(\.string)
        operations[named(method.string ?? "", path.string ?? "")] = Set(tags)
      }
    }
    return operations
  }

  private static func named(_ method: String, _ path: String) -> Operation {
    // The router keeps no slash at an end.
    let slashed = "/" + path.split(separator: "/").joined(separator: "/")
    return method.uppercased() + " " + slashed.replacing(/\{[^}]*\}|\*\*/, with: "{}")
  }

  private func expect(_ served: some Sequence<Operation>, areDescribedAs tags: Set<String>) throws {
    let described = try Self.described().filter { !$0.value.isDisjoint(with: tags) }.map(\.key)
    let served = Set(served)
    #expect(Set(described).subtracting(served) == [], "described and not served")
    #expect(served.subtracting(described) == [], "served and not described")
  }

  @Test("says what cameras call")
  func cameras() throws {
    let office = try TestOffice()
    let routes = CameraRouter(parts: office.parts, intake: office.intake).build().routes
    try expect(routes.map { Self.named($0.method.rawValue, "\($0.path)") }, areDescribedAs: ["cameras"])
  }

  @Test("says what anybody may read by program")
  func everybody() throws {
    let office = try PagesOffice()
    let router = try PublicRouter(parts: office.parts, signer: NoteSigner(name: "gantry.test/audit", kind: .log))
    // Pages, their files, and the portal's forms are for people.
    let isForPeople = /GET \/|.* \/static\/.*|.* \/notice.*|.* \/my.*/
    let served = router.build().routes.map { Self.named($0.method.rawValue, "\($0.path)") }
      .filter { !$0.hasPrefix("HEAD ") && (try? isForPeople.wholeMatch(in: $0)) == nil }
    try expect(served, areDescribedAs: ["public"])
  }

  @Test("says what programs read and do at the office")
  func office() throws {
    let office = try PagesOffice()
    let routes = office.router.table.routes.filter { $0.path.hasPrefix("/data/") || $0.path == "/healthz" }
    try expect(routes.map { Self.named($0.method.rawValue, $0.path) }, areDescribedAs: ["office"])
    // What is answered with a page is for people.
    let pages: Set = ["GET /warrants", "GET /warrants/new", "GET /warrants/{}"]
    let warrants = office.router.table.routes.filter { $0.path.hasPrefix("/warrants") }.map { Self.named($0.method.rawValue, $0.path) }
    try expect(warrants.filter { !pages.contains($0) }, areDescribedAs: ["warrants"])
  }
}
