import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Keyholding
import NIOCore
import Sealing
import Storage
import Testing
import Traffic

@testable import Office

@Suite("Warrants: the line to a keyholder")
struct WarrantKeyholderClientTests {
  /// What the keyholder's program answers, spoken for a keyholder in this process.
  private static func router(_ line: WarrantTestLine, identity: Data? = nil) -> Router<BasicRequestContext> {
    let router = Router()
    let own = line.keyholder.identity.rawRepresentation
    router.get("/v1/status") { _, _ in
      let status = try await line.status()
      let days = status.days.map { "\"\($0)\"" }.joined(separator: ",")
      let key = (identity ?? own).base64EncodedString()
      return json("{\"holder\":\"\(line.holder)\",\"identity\":\"\(key)\",\"treeSize\":\(status.treeSize),\"days\":[\(days)],\"retentionDays\":30}")
    }
    router.get("/v1/day-keys") { _, _ in
      let keys = try await line.dayKeys().map { "\"\($0.bytes.base64EncodedString())\"" }.joined(separator: ",")
      return json("{\"dayKeys\":[\(keys)]}")
    }
    router.post("/v1/custody") { request, _ in
      let record = try EpochRecord(bytes: try await bytes(of: request))
      return json("{\"record\":\"\(try await line.checkCustody(of: record).base64EncodedString())\"}")
    }
    router.post("/v1/requests") { request, _ in
      let asked = try WarrantRequest(bytes: try await bytes(of: request))
      try await line.submit(asked)
      return json("{\"commitment\":\"\(asked.commitment.hex)\"}", .accepted)
    }
    router.get("/v1/requests/{commitment}") { _, context in
      let digits = Array(context.parameters.get("commitment") ?? "")
      let commitment = Data(stride(from: 0, to: digits.count, by: 2).compactMap { UInt8(String(digits[$0..<$0 + 2]), radix: 16) })
      switch try await line.decision(on: commitment) {
      case .pending: return json("{\"state\":\"pending\"}")
      case .granted(let answer): return json("{\"state\":\"granted\",\"answer\":\"\(answer.bytes.base64EncodedString())\"}")
      case .refused(let reason): return json("{\"state\":\"refused\",\"reason\":\"\(reason)\"}")
      case .unknown: return json("{}", .notFound)
      }
    }
    router.post("/v1/release") { request, _ in
      do {
        let answer = try await line.release(KeyReleaseRequest(bytes: try await bytes(of: request)))
        return Response(status: .ok, body: ResponseBody(byteBuffer: ByteBuffer(bytes: answer.bytes)))
      } catch KeyholderLineFault.refused(_, let code, let message) {
        return json("{\"code\":\"\(code)\",\"message\":\"\(message)\"}", .unprocessableContent)
      }
    }
    router.post("/v1/approval-keys") { request, _ in
      try await line.propose(JSONDecoder().decode(ApprovalKeyProposal.self, from: try await bytes(of: request)))
      return json("{}", .accepted)
    }
    return router
  }

  private static func json(_ text: String, _ status: HTTPResponse.Status = .ok) -> Response {
    Response(status: status, headers: [.contentType: "application/json"], body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
  }

  private static func bytes(of request: Request) async throws -> Data { Data(try await request.body.collect(upTo: 64 << 20).readableBytesView) }

  /// Runs a test against a keyholder that answers over the network of this machine.
  private static func serve(
    _ router: Router<BasicRequestContext>, of keyholder: Keyholder, _ test: @escaping @Sendable (KeyholderClient) async throws -> Void
  ) async throws {
    try await Application(router: router).test(.live) { client in
      let port = try #require(client.port)
      try await test(KeyholderClient(keyholder.holder, identity: keyholder.identity, address: #require(URL(string: "http://127.0.0.1:\(port)/"))))
    }
  }

  @Test("carries a warrant from the request to the keys, custody and day keys")
  func whole() async throws {
    let city = try await WarrantCity(1, of: 1)
    try await city.sealTraffic()
    let record = try city.archive.epochs(from: UTCDay(containing: city.now), through: UTCDay(containing: city.now))[0].record
    let line = city.lines[0]
    try await Self.serve(Self.router(line), of: line.keyholder) { client in
      let own = try await client.status()
      #expect(own == KeyholderStatus(treeSize: 0, days: Set(await line.keyholder.days)))
      let days = try await client.dayKeys().map(\.day)
      #expect(days == [UTCDay(containing: city.now)])
      let seen = try await client.checkCustody(of: record)
      #expect(seen == Data(SHA256.hash(data: record.bytes)))
      try await client.propose(ApprovalKeyProposal(person: "nodira-karimova", name: "Nodira Karimova", key: Data(count: 32)))
      #expect(line.proposals.map(\.name) == ["Nodira Karimova"])
      let desk = WarrantDesk(
        store: city.store, terms: city.terms, passes: city.archive, lines: [client], log: city.log, logger: WarrantCity.quiet, now: { city.now })
      let pair = try RecipientKeyPair()
      let id = try city.approved(pair)
      try await city.turn(desk, until: .found, of: id)
      let outcome = try await desk.release.ask(id, for: city.requester.person)
      #expect(outcome.answers.map(\.count) == [4])
      let stale = try desk.release.findings(of: id, for: city.requester.person).findings.release
      let other = KeyReleaseRequest(warrant: stale.warrant, opening: Data(count: 32), records: stale.records, hits: stale.hits)
      await #expect { try await client.release(other) } throws: { ($0 as? KeyholderLineFault)?.code == "wrong-commitment" }
    }
  }

  @Test("trusts nothing that is not signed by the pinned identity or is about something else")
  func distrust() async throws {
    let city = try await WarrantCity(1, of: 1)
    let line = city.lines[0]
    let other = Curve25519.Signing.PrivateKey().publicKey.rawRepresentation
    try await Self.serve(Self.router(line, identity: other), of: line.keyholder) { client in
      await #expect { try await client.status() } throws: { ($0 as? KeyholderLineFault)?.code == "malformed" }
    }
    let otherCity = try await WarrantCity(1, of: 1)
    // The other city's keyholder has the same name and another identity.
    try await Self.serve(Self.router(otherCity.lines[0]), of: line.keyholder) { client in
      await #expect { try await client.dayKeys() } throws: { ($0 as? KeyholderLineFault)?.code == "malformed" }
    }
  }

  @Test("tells a keyholder that is away from one that says no, and bears any answer", arguments: [200, 400, 404, 422, 429, 500, 503])
  func answers(status: Int) async throws {
    let city = try await WarrantCity(1, of: 1)
    let keyholder = city.keyholders[0]
    let warrant = try city.warrant(recipient: RecipientKeyPair().publicKey)
    let request = try WarrantRequest(warrant: warrant, opening: Data(count: 32), approvals: [], proof: Data(), questions: [])
    for body in ["", "{", "[]", "{\"state\":7}", "{\"state\":\"granted\"}", "{\"state\":\"granted\",\"answer\":\"AAAA\"}", "{\"state\":\"odd\"}"] {
      let router = Router()
      for path in ["/v1/status", "/v1/day-keys", "/v1/requests/**"] { router.get(RouterPath(path)) { _, _ in Self.json(body, .init(code: status)) } }
      for path in ["/v1/requests", "/v1/release", "/v1/custody"] { router.post(RouterPath(path)) { _, _ in Self.json(body, .init(code: status)) } }
      try await Self.serve(router, of: keyholder) { client in
        let expected = [400, 404, 422].contains(status) ? "status-\(status)" : status == 200 ? "malformed" : "away"
        await #expect { try await client.submit(request) } throws: { ($0 as? KeyholderLineFault)?.code == expected }
        await #expect { try await client.status() } throws: { ($0 as? KeyholderLineFault)?.code == expected }
        if status == 404 {
          let decision = try await client.decision(on: request.commitment)
          #expect(decision == .unknown)
        } else {
          await #expect { try await client.decision(on: request.commitment) } throws: { ($0 as? KeyholderLineFault)?.code == expected }
        }
      }
    }
  }

  @Test("a keyholder that is not there is away")
  func nobody() async throws {
    let identity = Curve25519.Signing.PrivateKey().publicKey
    let client = KeyholderClient(HolderID(rawValue: "court")!, identity: identity, address: URL(string: "http://127.0.0.1:9")!)
    await #expect { try await client.status() } throws: { ($0 as? KeyholderLineFault)?.code == "away" }
  }
}
