import Access
import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Traffic

@testable import Office

/// Asks for every address as one visitor, and tells what was served that should not have been.
struct Walk: Sendable {
  /// Something that was served, or answered, and should not have been.
  struct Leak: Sendable, CustomStringConvertible {
    var visitor: String
    var address: String
    var what: String

    var description: String { "\(visitor), \(address): \(what)" }
  }

  /// What must stand on every answer.
  private static let headers: [(name: String, value: String?)] = [
    ("Content-Security-Policy", nil), ("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "no-referrer"), ("X-Frame-Options", "DENY"),
    ("Cross-Origin-Opener-Policy", "same-origin"), ("Cross-Origin-Resource-Policy", "same-origin"), ("Cache-Control", nil),
  ]
  /// Addresses that do not come back, or that end the session; tests of their own ask for them.
  static let apart: Set<String> = ["GET /events", "POST /enter", "POST /recover", "POST /leave"]

  let country: WalkCountry
  private let secrets: [WalkSecret]

  init(_ country: WalkCountry) {
    self.country = country
    secrets = WalkSecret.all(country)
  }

  func leaks(_ visitor: WalkVisitor) async throws -> [Leak] {
    var leaks: [Leak] = []
    for line in WalkTable.lines where !Self.apart.contains(line.name) {
      leaks += try await self.leaks(visitor, line).map { Leak(visitor: visitor.name, address: line.name, what: $0) }
    }
    return leaks
  }

  private func leaks(_ visitor: WalkVisitor, _ line: WalkTable.Line) async throws -> [String] {
    let isServed = line.roles.map { roles in visitor.role.map(roles.contains) ?? false } ?? true
    let isAbsent = isServed && line.isOfRegion && visitor.isElsewhere
    // Whoever may act sends nothing, so that nothing changes; whoever may not sends what would be acted on.
    let answer = try await ask(line, visitor, ids: ids(of: line, visitor), isWhole: !isServed || isAbsent)
    var leaks = secretsRead(in: answer, visitor, line) + missingHeaders(of: answer, line)
    switch answer.status.code {
    case _ where isAbsent:
      let nothing = try await ask(line, visitor, ids: Self.nothing, isWhole: true)
      if answer.status != .notFound { leaks.append("a thing of another region answers \(answer.status.code)") }
      if answer.status != nothing.status || Self.told(answer) != Self.told(nothing) { leaks.append("a thing of another region is told from one that is not there") }
    case let code where isServed:
      if [401, 403].contains(code) || code >= 500 { leaks.append("an address of theirs answers \(code)") }
    case let code where visitor.role != nil:
      if code != 403 { leaks.append("an address that is not theirs answers \(code)") }
    case let code:
      let isSentAway = code == 303 && answer.headers[.location]?.hasPrefix("/sign-in") == true
      if code != 401, !isSentAway { leaks.append("a stranger is answered \(code)") }
    }
    return leaks
  }

  private func secretsRead(in answer: TestResponse, _ visitor: WalkVisitor, _ line: WalkTable.Line) -> [String] {
    let told = Self.told(answer)
    return secrets.filter { secret in !secret.mayBeRead(by: visitor, at: line.path) && secret.words.contains(where: told.contains) }
      .map { "reads \($0.name)" }
  }

  /// - Returns: what is missing on the answer, or gives the program away.
  private func missingHeaders(of answer: TestResponse, _ line: WalkTable.Line) -> [String] {
    let wrong = Self.headers.filter { header in
      let found = HTTPField.Name(header.name).flatMap { answer.headers[$0] }
      return found == nil || header.value.map { $0 != found } ?? false
    }
    return wrong.map { "\($0.name) is missing" } + (answer.headers[.server] == nil ? [] : ["names its program"])
  }

  /// Fields and body as text. The way to the entrance is left out: it says where somebody wanted to go, in their own words.
  private static func told(_ answer: TestResponse) -> String {
    answer.headers.filter { !($0.name == .location && $0.value.hasPrefix("/sign-in?next=")) }.map { "\($0.name): \($0.value)" }.sorted().joined(separator: "\n") + "\n\n" + String(decoding: answer.bytes, as: UTF8.self)
  }

  // MARK: Asking

  private static let nothing = [
    "{id}": "00000000-0000-4000-8000-000000000000", "{item}": "00000000-0000-4000-8000-000000000001", "{number}": "N-2026-999999", "**": "none.js",
  ]

  private func ids(of line: WalkTable.Line, _ visitor: WalkVisitor) -> [String: String] {
    let id: String? =
      switch line.path.split(separator: "/").first(where: { $0 != "data" }) {
      case "cases": "\(country.file.id)"
      case "hits": country.hit.id.uuidString.lowercased()
      case "unparsed": country.body.uuidString.lowercased()
      case "warrants": country.warrant.uuidString.lowercased()
      case "cameras": WalkCountry.videoCamera.rawValue
      // An administrator of this region does something to somebody who does not matter.
      case "people": (visitor.role == .administrator && !visitor.isElsewhere ? UUID() : country.colleague.id).uuidString
      case "audit": line.path.contains("weeks") ? "2026-W40" : "1"
      default: nil
      }
    let item = line.path.hasPrefix("/notices") ? country.noticeItem : country.file.evidence.items[0].id
    return ["{id}": id ?? Self.nothing["{id}"] ?? "", "{item}": item.uuidString.lowercased(), "{number}": country.notice.number, "**": "none.js"]
  }

  private func ask(_ line: WalkTable.Line, _ visitor: WalkVisitor, ids: [String: String], isWhole: Bool) async throws -> TestResponse {
    let path = ids.reduce(line.path) { $0.replacing($1.key, with: $1.value) }
    guard line.method == .post else { return try await visitor.browser.get(path) }
    if line.path.hasPrefix("/warrants") { return try await visitor.browser.send(path, bytes: Data((isWhole ? Self.json[line.path] ?? "{}" : "{}").utf8)) }
    return try await visitor.browser.post(path, isWhole ? form(line.path) : [:])
  }

  /// What would be acted on.
  private func form(_ path: String) -> KeyValuePairs<String, String> {
    switch path {
    case "/cases/{id}/approve": ["plate": WalkCountry.plate, "expecting": country.file.state.rawValue, "queue": ""]
    case "/cases/{id}/reject": ["reason": "blurred", "expecting": country.file.state.rawValue, "queue": ""]
    case "/hits/{id}/decide": ["decision": "confirmed"]
    case "/unparsed/{id}/dismiss": ["reason": "nothing in it"]
    case "/people": ["name": "Planted", "role": "administrator"]
    case "/people/{id}/roles": ["role": "administrator"]
    case "/people/{id}/scope": ["scope": "limited", "region": "Samarkand"]
    case "/cameras/{id}/marks": ["x1": "0.2", "y1": "0.7", "x2": "0.8", "y2": "0.7", "x": "0.9", "y": "0.1", "w": "0.02", "h": "0.03"]
    case "/audit/{id}/assess": ["verdict": "justified"]
    default: [:]
    }
  }

  private static let json = [
    "/warrants/{id}/refuse": "{\"reason\":\"not needed\"}", "/warrants/{id}/approve": "{\"person\":\"x\",\"key\":\"AAAA\",\"signature\":\"AAAA\"}",
  ]
}
