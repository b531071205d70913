import Access
import Enforcement
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Storage
import Synchronization
import Testing
import Traffic
import TransparencyLog
import WebReception

@testable import Office

/// The public listener over a ``PagesOffice``, of which both know the same store, log and clock.
final class PublicOffice: Sendable {
  static let clientField = HTTPField.Name("X-Forwarded-For")!

  let pages: PagesOffice
  let router: PublicRouter
  let clerk: FiguresClerk

  init(_ change: (inout Configuration) -> Void = { _ in }) throws {
    pages = try PagesOffice { configuration in
      configuration.publicListener.clientField = Self.clientField
      change(&configuration)
    }
    router = try PublicRouter(parts: pages.parts, signer: NoteSigner(name: "gantry.test/audit", kind: .log, seed: Data(repeating: 7, count: 32)))
    clerk = FiguresClerk(parts: pages.parts)
  }

  var parts: OfficeParts { pages.parts }

  /// Runs a test against the public listener.
  func visit<Value: Sendable>(_ test: @escaping @Sendable (Visitor) async throws -> Value) async throws -> Value {
    try await Application(router: router.build()).test(.router) { client in try await test(Visitor(client: client)) }
  }

  /// A case that two people approved, with its notice.
  func notice(plate: String = "01A123BC") async throws -> Notice {
    let opened = try await pages.openCase(plate: plate)
    let reviewers = ["One", "Two"].map { Reviewer(Person(name: $0, roles: [.officer], createdAt: parts.now())) }
    let now = parts.now()
    for reviewer in reviewers {
      let file = try #require(try await parts.store.case(opened.id))
      try await parts.store.change(opened.id, expecting: file.state) {
        try $0.approve(by: reviewer, plate: try #require(Plate(reading: plate)), at: now)
      }
    }
    let approved = try #require(try await parts.store.case(opened.id))
    let writer = NoticeWriter(rulebook: parts.configuration.rules)
    return try await parts.store.issueNotice(for: opened.id, at: now) { issued, number in
      let notice = try writer.notice(
        for: approved, site: TestOffice.site, number: number, officer: "Two", at: now, accessCode: AccessCode.draw())
      try issued.move(to: .noticeIssued, by: "Two", what: "Notice \(number) issued", at: now)
      return notice
    }
  }
}

/// Somebody's browser at the public listener.
struct Visitor: Sendable {
  let client: any TestClientProtocol
  var cookie: String?
  var address = "198.51.100.7"

  func get(_ path: String, _ headers: HTTPFields = [:]) async throws -> TestResponse {
    try await client.execute(uri: path, method: .get, headers: own(headers)) { $0 }
  }

  func post(_ path: String, _ fields: KeyValuePairs<String, String> = [:], isForeign: Bool = false) async throws -> TestResponse {
    let body = fields.map { "\(FormFields.encode($0.key))=\(FormFields.encode($0.value))" }.joined(separator: "&")
    var headers = own([.contentType: "application/x-www-form-urlencoded"])
    headers[HTTPField.Name("Sec-Fetch-Site")!] = isForeign ? "cross-site" : "same-origin"
    return try await client.execute(uri: path, method: .post, headers: headers, body: ByteBuffer(string: body)) { $0 }
  }

  /// Gives number and code, and keeps the cookie.
  mutating func enter(_ notice: Notice) async throws {
    let answer = try await post("/notice", ["number": notice.number, "code": notice.accessCode])
    #expect(answer.status == .found || answer.status == .seeOther)
    cookie = try #require(answer.headers[.setCookie]?.split(separator: ";").first.map(String.init))
  }

  private func own(_ headers: HTTPFields) -> HTTPFields {
    var headers = headers
    if let cookie { headers[.cookie] = cookie }
    headers[PublicOffice.clientField] = address
    return headers
  }
}
