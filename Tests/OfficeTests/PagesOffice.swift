import Access
import CameraProtocols
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Recognition
import Storage
import Synchronization
import Testing
import Traffic
import WebReception

@testable import Office

/// The people's listener with the real templates over a ``TestOffice``, and a clock that can be set.
final class PagesOffice: Sendable {
  let office: TestOffice
  let router: OfficeRouter
  private let clock: Clock

  private final class Clock: Sendable {
    let now = Mutex(TestOffice.now)
  }

  /// - Parameter reader: reads what cameras send and looks for plates in what is shown.
  init(reader: (any PlateReader)? = nil, _ change: (inout Configuration) -> Void = { _ in }) throws {
    office = try TestOffice(reader: reader, maximumBacklog: 1000)
    let clock = Clock()
    self.clock = clock
    var configuration = office.parts.configuration
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    configuration.web.folder = root.appending(path: "Web")
    change(&configuration)
    var parts = office.parts
    parts.configuration = configuration
    parts.frontDoor = FrontDoor(store: parts.store, as: configuration)
    parts.agency = try AgencyDesk(configuration)
    parts.now = { clock.now.withLock { $0 } }
    router = try OfficeRouter(parts: parts)
  }

  var parts: OfficeParts { router.office.parts }

  func advance(by seconds: TimeInterval) { clock.now.withLock { $0 += seconds } }

  /// Runs a test against the router, as a browser would.
  func browse<Value: Sendable>(_ test: @escaping @Sendable (any TestClientProtocol) async throws -> Value) async throws -> Value {
    try await Application(router: router.build()).test(.router) { client in
      defer { parts.live.close() }
      return try await test(client)
    }
  }

  /// Adds somebody and lets them in.
  func person(_ name: String, _ roles: Role..., using client: any TestClientProtocol) async throws -> Browser {
    let person = Person(name: name, roles: Set(roles), createdAt: parts.now())
    try await parts.store.add(person)
    var browser = Browser(client: client, person: person)
    try await browser.signIn(with: try await parts.frontDoor.invite(person.id, now: parts.now()).token)
    return browser
  }

  /// A case of a declared red light with a still and a clip, as a camera sends it.
  func openCase(
    plate: String = "01A123BC", id: String = UUID().uuidString, kind: String = "red-light", picture: Data = TestPicture.jpeg
  ) async throws -> Case {
    let known = try await Set(office.allCases().map(\.id))
    let json = TestOffice.capture(plate: plate, "\"id\":\"\(id)\",\"lane\":2,\"direction\":\"approach\",\"violation\":\"\(kind)\"")
    var body = Data()
    func part(_ name: String, _ type: String, _ bytes: Data) {
      body.append(Data("--b\r\nContent-Disposition: form-data; name=\"\(name)\"\r\nContent-Type: \(type)\r\n\r\n".utf8) + bytes + Data("\r\n".utf8))
    }
    part("capture", "application/json", Data(json.utf8))
    part("scene1", "image/jpeg", picture)
    body.append(Data("--b--\r\n".utf8))
    let answer = await office.post(body, contentType: "multipart/form-data; boundary=b")
    #expect((200...202).contains(answer.status))
    try await office.settleAll()
    return try #require(try await office.allCases().first { !known.contains($0.id) })
  }

  func state(of id: CaseID) async throws -> CaseState { try #require(try await parts.store.case(id)).state }
}

/// Somebody's browser: keeps the cookie and says where forms come from.
struct Browser: Sendable {
  let client: any TestClientProtocol
  let person: Person?
  var cookie: String?

  init(client: any TestClientProtocol, person: Person? = nil, cookie: String? = nil) {
    self.client = client
    self.person = person
    self.cookie = cookie
  }

  mutating func signIn(with token: String) async throws {
    let answer = try await post("/enter", ["token": token])
    #expect(answer.status == .seeOther)
    cookie = try #require(answer.headers[.setCookie]?.split(separator: ";").first.map(String.init))
  }

  func get(_ path: String, _ headers: HTTPFields = [:]) async throws -> TestResponse {
    try await client.execute(uri: path, method: .get, headers: own(headers)) { $0 }
  }

  func post(
    _ path: String, _ fields: KeyValuePairs<String, String> = [:], _ headers: HTTPFields = [:], isForeign: Bool = false
  ) async throws -> TestResponse {
    let body = fields.map { "\(FormFields.encode($0.key))=\(FormFields.encode($0.value))" }.joined(separator: "&")
    var all = own(headers)
    all[.contentType] = "application/x-www-form-urlencoded"
    if !isForeign { all[HTTPField.Name("Sec-Fetch-Site")!] = "same-origin" }
    return try await client.execute(uri: path, method: .post, headers: all, body: ByteBuffer(string: body)) { $0 }
  }

  private func own(_ headers: HTTPFields) -> HTTPFields {
    var headers = headers
    if let cookie { headers[.cookie] = cookie }
    return headers
  }
}

extension TestResponse {
  var text: String { String(buffer: body) }
  var bytes: Data { Data(body.readableBytesView) }
}
