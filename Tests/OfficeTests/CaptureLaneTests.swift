import Access
import Crypto
import Enforcement
import Foundation
import HTTPTypes
import NIOCore
import NIOEmbedded
import NIOHTTPTypes
import Storage
import Testing
import Traffic

@testable import Office

@Suite("The short way of a capture")
struct CaptureLaneTests {
  /// A connection with nothing but the lane: what goes on to the router comes out as inbound.
  private struct Connection {
    let office: TestOffice
    let channel: NIOAsyncTestingChannel

    /// - Parameter isOpen: whether an epoch is open already.
    init(isOpen: Bool = true) async throws {
      office = try TestOffice()
      if isOpen { _ = await office.post(TestOffice.capture("\"id\":\"opens the epoch\"")) }
      let (gate, intake) = (CameraGate(parts: office.parts), office.intake)
      channel = NIOAsyncTestingChannel()
      try await channel.testingEventLoop.executeInContext { [channel] in
        try channel.pipeline.syncOperations.addHandler(CaptureLane(gate: gate, intake: intake))
      }
      try await channel.connect(to: .init(unixDomainSocketPath: "/camera")).get()
    }

    func send(_ parts: HTTPRequestPart...) async throws { for part in parts { try await channel.writeInbound(part) } }

    func send(_ body: String, path: String = "/v1/captures", _ fields: HTTPFields = [:]) async throws {
      for part in Self.request(body, path: path, fields) { try await channel.writeInbound(part) }
    }

    /// The status and the body of the next answer.
    func answer() async throws -> (status: Int, fields: HTTPFields, body: String) {
      guard case .head(let head) = try await channel.waitForOutboundWrite(as: HTTPResponsePart.self),
        case .body(let body) = try await channel.waitForOutboundWrite(as: HTTPResponsePart.self),
        case .end = try await channel.waitForOutboundWrite(as: HTTPResponsePart.self)
      else { throw Unexpected() }
      return (head.status.code, head.headerFields, String(buffer: body))
    }

    /// What went on to the router so far.
    func wentOn() async throws -> [HTTPRequestPart] {
      var parts: [HTTPRequestPart] = []
      while let part = try await channel.readInbound(as: HTTPRequestPart.self) { parts.append(part) }
      return parts
    }

    static func request(_ body: String, path: String = "/v1/captures", _ fields: HTTPFields = [:]) -> [HTTPRequestPart] {
      var all: HTTPFields = [.contentType: "application/json", .authorization: "Bearer key-of-reads", .contentLength: "\(body.utf8.count)"]
      for field in fields { all[field.name] = field.value.isEmpty ? nil : field.value }
      let middle = body.utf8.count / 2
      let bytes = ByteBuffer(string: body)
      return [
        .head(HTTPRequest(method: .post, scheme: "http", authority: "x", path: path, headerFields: all)),
        .body(bytes.getSlice(at: 0, length: middle) ?? ByteBuffer()), .body(bytes.getSlice(at: middle, length: body.utf8.count - middle) ?? ByteBuffer()),
        .end(nil),
      ]
    }
  }

  private struct Unexpected: Error {}

  @Test("a capture that is nobody's concern is durable before it is answered, and the router does not see it")
  func short() async throws {
    let connection = try await Connection()
    try await connection.send(TestOffice.capture("\"id\":\"1\""))
    let answer = try await connection.answer()
    #expect(answer.status == 201)
    #expect(answer.body.contains("\"isRepeat\":false") && answer.body.contains("\"sha256\":\""))
    #expect(answer.fields[.contentType] == "application/json" && answer.fields[.contentLength] == "\(answer.body.utf8.count)")
    #expect(answer.fields[.date] == "Sat, 21 Nov 2026 09:15:30 GMT")
    #expect(try connection.office.keptPasses().count == 2)
    #expect(try await connection.wentOn().isEmpty)
  }

  @Test("requests sent without waiting are answered one after the other, in their order")
  func pipelined() async throws {
    let connection = try await Connection()
    let parts = (1...3).flatMap { Connection.request(TestOffice.capture("\"id\":\"\($0)\""), path: $0 == 2 ? "/v1/captures/key-of-reads" : "/v1/captures") }
    let look = HTTPRequestPart.head(HTTPRequest(method: .get, scheme: "http", authority: "x", path: "/healthz"))
    for part in parts + [look, .end(nil)] { try await connection.channel.writeInbound(part) }
    var passes: Set<Substring> = []
    for _ in 1...3 {
      let answer = try await connection.answer()
      #expect(answer.status == 201)
      passes.insert(answer.body.drop { $0 != "p" }.prefix(45))
    }
    #expect(passes.count == 3, "each its own")
    #expect(try await connection.channel.waitForInboundWrite(as: HTTPRequestPart.self) == look)
    #expect(try connection.office.keptPasses().count == 4)
  }

  @Test("every other request goes on as it came", arguments: [
    ("{\"device\":\"reads\",\"time\":\"2026-11-21T14:15:29+05:00\",\"plate\":{\"text\":\"01A123BC\"},\"violation\":\"red-light\"}", "/v1/captures", [:]),
    ("{\"device\":\"reads\",\"time\":\"2026-11-21T14:15:29+05:00\",\"plate\":{\"text\":\"01A123BC\"},\"speedKmh\":120}", "/v1/captures", [:]),
    ("{\"device\":\"reads\",\"time\":\"2026-11-21T14:15:29+05:00\"}", "/v1/captures", [:]),
    ("{\"device\":\"reads\",\"time\":\"1999-11-21T14:15:29+05:00\",\"plate\":{\"text\":\"01A123BC\"}}", "/v1/captures", [:]),
    ("{\"device\":\"reads\",\"event\":\"heartbeat\",\"time\":\"2026-11-21T14:15:29+05:00\"}", "/v1/captures", [:]),
    ("{\"device\":", "/v1/captures", [:]), ("", "/v1/captures", [:]), (TestOffice.capture(), "/v1/capture", [:]),
    (TestOffice.capture(), "/v1/captures", [HTTPField.Name.authorization: "Bearer nobody"]), (TestOffice.capture(), "/v1/captures/nobody", [:]),
    (TestOffice.capture(), "/v1/openalpr", [:]), (TestOffice.capture(), "/v1/captures", [.authorization: "Bearer key-of-blind"]),
    (TestOffice.capture(), "/v1/captures", [.contentEncoding: "gzip"]), (TestOffice.capture(), "/v1/captures", [.contentType: "text/plain"]),
    (TestOffice.capture(), "/v1/captures", [.connection: "close"]), (TestOffice.capture(), "/v1/captures", [.contentLength: ""]),
    (TestOffice.capture(), "/v1/captures", [.contentLength: "1000000000"]), (TestOffice.capture(), "/v1/captures", [.expect: "100-continue"]),
  ] as [(String, String, [HTTPField.Name: String])])
  func long(body: String, path: String, fields: [HTTPField.Name: String]) async throws {
    let connection = try await Connection()
    var all = HTTPFields()
    for (name, value) in fields { all.append(HTTPField(name: name, value: value)) }
    try await connection.send(body, path: path, all)
    let parts = try await connection.wentOn()
    #expect(parts.first == Connection.request(body, path: path, all).first)
    #expect(parts.last == .end(nil))
    let bytes = parts.reduce(into: "") { if case .body(let piece) = $1 { $0 += String(buffer: piece) } }
    #expect(bytes == body)
    #expect(try connection.office.keptPasses().count == 1, "nothing was done yet")
  }

  @Test("a capture that comes again is left to the router, which knows it")
  func again() async throws {
    let connection = try await Connection()
    try await connection.send(TestOffice.capture("\"id\":\"opens the epoch\""))
    #expect(try await connection.wentOn().count == 3)
    #expect(try connection.office.keptPasses().count == 1)
  }

  @Test("where no epoch is open, the router opens one")
  func noEpoch() async throws {
    let connection = try await Connection(isOpen: false)
    try await connection.send(TestOffice.capture())
    #expect(try await connection.wentOn().count == 3)
  }

  @Test("what has to be asked of the registry goes on")
  func registry() async throws {
    let connection = try await Connection()
    let vehicle = RegisteredVehicle(plate: try #require(Plate(canonical: "01A777AA")), status: .valid)
    try connection.office.parts.store.importRegistry([vehicle])
    try connection.office.parts.directory.refresh(from: connection.office.parts.store)
    try await connection.send(TestOffice.capture("\"id\":\"2\""))
    let asks = connection.office.intake.judge.asksRegistry(of: try #require(try connection.office.keptPasses().first), in: .gmt)
    #expect(try await connection.wentOn().isEmpty != asks)
  }

  /// Does with a sender that has said all what the server does: closes the connection.
  private final class Closer: ChannelInboundHandler {
    typealias InboundIn = HTTPRequestPart

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
      if let event = event as? ChannelEvent, event == .inputClosed { context.close(promise: nil) }
    }
  }

  @Test("a sender that has said all is answered before the connection closes")
  func halfClosed() async throws {
    let connection = try await Connection()
    let channel = connection.channel
    try await channel.testingEventLoop.executeInContext { try channel.pipeline.syncOperations.addHandler(Closer()) }
    try await connection.send(TestOffice.capture("\"id\":\"last\""))
    channel.pipeline.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
    #expect(try await connection.answer().status == 201)
    try await channel.closeFuture.get()
  }

  @Test("behind a request that the router has not answered nobody is answered sooner")
  func order() async throws {
    let connection = try await Connection()
    let look = HTTPRequestPart.head(HTTPRequest(method: .get, scheme: "http", authority: "x", path: "/healthz"))
    try await connection.send(look, .end(nil))
    try await connection.send(TestOffice.capture("\"id\":\"behind\""))
    #expect(try await connection.wentOn().count > 4)
    for part in [HTTPResponsePart.head(HTTPResponse(status: .ok)), .end(nil), .head(HTTPResponse(status: .created)), .end(nil)] {
      try await connection.channel.writeOutbound(part)
      _ = try await connection.channel.readOutbound(as: HTTPResponsePart.self)
    }
    try await connection.send(TestOffice.capture("\"id\":\"after\""))
    #expect(try await connection.answer().status == 201)
  }

  @Test("a camera over its rate or size, or from where it may not send, is left to the router, which refuses it")
  func terms() async throws {
    let connection = try await Connection()
    try connection.office.set(CameraTerms(perSecond: 0.2, bodyBytes: 5000))
    try await connection.send(TestOffice.capture("\"id\":\"1\""))
    #expect(try await connection.answer().status == 201)
    try await connection.send(TestOffice.capture("\"id\":\"2\""))
    #expect(try await connection.answer().status == 201)
    try await connection.send(TestOffice.capture("\"id\":\"3\""))
    #expect(try await !connection.wentOn().isEmpty, "two at once are its ten seconds' worth")
    let other = try await Connection()
    try other.office.set(CameraTerms(bodyBytes: 100))
    try await other.send(TestOffice.capture("\"id\":\"\(String(repeating: "x", count: 100))\""))
    #expect(try await other.wentOn().count == 4)
    let elsewhere = try await Connection()
    try elsewhere.office.set(CameraTerms(sources: [AddressRange("10.2.0.0/24")!]))
    try await elsewhere.send(TestOffice.capture("\"id\":\"1\""))
    #expect(try await elsewhere.wentOn().count == 4)
  }

  @Test("what goes on to the router is not counted twice")
  func countedOnce() async throws {
    let connection = try await Connection()
    try connection.office.set(CameraTerms(perSecond: 0.2))
    for _ in 1...5 {
      try await connection.send(TestOffice.capture("\"violation\":\"red-light\""))
      #expect(try await !connection.wentOn().isEmpty)
      for part in [HTTPResponsePart.head(HTTPResponse(status: .created)), .end(nil)] {
        try await connection.channel.writeOutbound(part)
        _ = try await connection.channel.readOutbound(as: HTTPResponsePart.self)
      }
    }
    try await connection.send(TestOffice.capture("\"id\":\"plain\""))
    #expect(try await connection.answer().status == 201)
  }

  @Test("a camera that signs goes the short way with its signature alone")
  func signed() async throws {
    let connection = try await Connection()
    let key = Curve25519.Signing.PrivateKey()
    _ = try EnrolmentDesk(parts: connection.office.parts).enrol(
      TestDevice().request(connection.office.code(), signingKey: key.publicKey.rawRepresentation), from: nil)
    let name = try #require(AdmittedCamera.signatureField)
    let body = TestOffice.capture("\"id\":\"signed\"")
    try await connection.send(body, [name: key.signature(for: Data(body.utf8)).base64EncodedString()])
    #expect(try await connection.answer().status == 201)
    try await connection.send(TestOffice.capture("\"id\":\"other\""), [name: try key.signature(for: Data(body.utf8)).base64EncodedString()])
    #expect(try await !connection.wentOn().isEmpty)
    #expect(try connection.office.keptPasses().count == 2)
  }

  @Test("who is revoked is hung up on, and everybody else stays")
  func revoked() async throws {
    let connection = try await Connection()
    try await connection.send(TestOffice.capture("\"id\":\"1\""))
    #expect(try await connection.answer().status == 201)
    let parts = connection.office.parts
    parts.connections.hangUp(by: parts.directory.current, now: TestOffice.now)
    #expect(connection.channel.isActive)
    try parts.store.revoke(TestOffice.reads)
    try parts.directory.refresh(from: parts.store)
    parts.connections.hangUp(by: parts.directory.current, now: TestOffice.now)
    try await connection.channel.closeFuture.get()
    #expect(!connection.channel.isActive)
  }
}
