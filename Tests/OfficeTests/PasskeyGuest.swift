import Access
import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import SoftAuthenticator
import Storage
import Testing

@testable import Office

/// Somebody at a browser with a passkey, in an office where nothing else lets in.
struct PasskeyGuest: Sendable {
  let office: PagesOffice
  let person: Person
  var browser: Browser
  var key: SoftAuthenticator

  /// An office where links make passkeys, which is how it is by default.
  static func office() throws -> PagesOffice { try PagesOffice { $0.signIn.links = .enrol } }

  /// Adds somebody who enrols with a link, over the office's own routes.
  init(_ name: String, _ roles: Role..., at office: PagesOffice, flags: UInt8 = 0x05, using client: any TestClientProtocol) async throws {
    person = Person(name: name, roles: Set(roles), createdAt: office.parts.now())
    try await office.parts.store.add(person)
    self.office = office
    browser = Browser(client: client, person: person)
    key = SoftAuthenticator(at: office.parts.frontDoor.relyingParty)
    key.behaviour.flags = flags
    let answer = try await enrol(with: try await office.parts.frontDoor.invite(person.id, now: office.parts.now()).token)
    #expect(answer.status == .ok, "\(answer.text)")
    try take(answer)
  }

  /// Makes a passkey with a link.
  mutating func enrol(with token: String, name: String = "Key on my ring") async throws -> TestResponse {
    let asked = try await browser.tell("/enter/options", ["token": token])
    let made = try #require(try await office.parts.frontDoor.enrolmentOptions(link: token, now: office.parts.now()))
    let answer = try key.create(made, insteadOf: Served(asked).challenge)
    return try await browser.tell("/enter/passkey", ["token": token, "name": name, "answer": answer])
  }

  mutating func signIn(next: String? = nil) async throws -> TestResponse {
    let options = try Served(await browser.tell("/sign-in/options", [:]))
    let answer = try await browser.tell("/sign-in/passkey", ["answer": try assertion(options.challenge), "next": next ?? NSNull()])
    if answer.status == .ok { try take(answer) }
    return answer
  }

  /// What the key answers to a challenge, as JSON.
  func assertion(_ challenge: String) throws -> Any {
    var key = key
    key.behaviour.challenge = challenge
    return try JSONSerialization.jsonObject(with: key.get(office.parts.frontDoor.signInOptions(now: office.parts.now())))
  }

  /// Asks what a form would do.
  func question(_ path: String, _ fields: [(String, String)]) async throws -> Served {
    try Served(await browser.submit(path, fields + [("approval", "ask")]))
  }

  /// The confirmation of what a form would do, as the page's script would put it into the form.
  func confirmation(of path: String, _ fields: [(String, String)]) async throws -> String {
    let options = try #require(try await question(path, fields).options)
    return String(decoding: try JSONSerialization.data(withJSONObject: try assertion(options.challenge)), as: UTF8.self)
  }

  /// Confirms and sends a form.
  mutating func confirmed(_ path: String, _ fields: [(String, String)] = []) async throws -> TestResponse {
    let answer = try await browser.submit(path, fields + [("approval", try await confirmation(of: path, fields))])
    if answer.headers[.setCookie] != nil { try take(answer) }
    return answer
  }

  /// Goes on under the token that an answer hands out.
  mutating func take(_ answer: TestResponse) throws {
    browser.cookie = try #require(answer.headers[.setCookie]?.split(separator: ";").first.map(String.init))
  }

  /// What the office's JSON says of a ceremony.
  struct Served: Decodable {
    struct Options: Decodable { var challenge: String }

    var needed: Bool?
    var words: String?
    var options: Options?
    private var challengeOfOptions: String?

    var challenge: String { challengeOfOptions ?? options?.challenge ?? "" }

    private enum CodingKeys: String, CodingKey {
      case needed, words, options
      case challengeOfOptions = "challenge"
    }

    init(_ answer: TestResponse) throws {
      #expect(answer.status == .ok, "\(answer.text)")
      self = try JSONDecoder().decode(Self.self, from: answer.bytes)
    }
  }
}

extension SoftAuthenticator {
  /// Makes the credential for another challenge than the one in the options.
  fileprivate mutating func create(_ options: CreationOptions, insteadOf challenge: String) throws -> Any {
    behaviour.challenge = challenge
    defer { behaviour.challenge = nil }
    return try JSONSerialization.jsonObject(with: create(options))
  }
}

extension Browser {
  /// Posts JSON as the pages' scripts do.
  func tell(_ path: String, _ body: [String: Any]) async throws -> TestResponse {
    let json = try JSONSerialization.data(withJSONObject: body)
    return try await post(path, json, type: "application/json")
  }

  /// Posts a form whose fields are put together at run time.
  func submit(_ path: String, _ fields: [(String, String)]) async throws -> TestResponse {
    var form = URLComponents()
    form.queryItems = fields.map { URLQueryItem(name: $0.0, value: $0.1) }
    let text = (form.percentEncodedQuery ?? "").replacing("+", with: "%2B")
    return try await post(path, Data(text.utf8), type: "application/x-www-form-urlencoded")
  }

  private func post(_ path: String, _ body: Data, type: String) async throws -> TestResponse {
    var headers: HTTPFields = [.contentType: type, HTTPField.Name("Sec-Fetch-Site")!: "same-origin"]
    if let cookie { headers[.cookie] = cookie }
    return try await client.execute(uri: path, method: .post, headers: headers, body: ByteBuffer(bytes: body)) { $0 }
  }
}
