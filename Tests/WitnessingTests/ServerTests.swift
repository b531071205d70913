import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Testing
import TransparencyLog

@testable import Witnessing

@Suite("A witness over HTTP")
struct ServerTests {
  let watch: Watch
  let folder: WitnessFolder
  let log: TransparencyLog

  init() throws {
    watch = try Watch()
    folder = try watch.witness()
    log = try watch.log()
  }

  /// Everything below the witness's folder.
  private var files: [String: Data] {
    var files: [String: Data] = [:]
    for path in FileManager.default.enumerator(atPath: folder.folder.path)?.compactMap({ $0 as? String }) ?? [] {
      files[path] = try? Data(contentsOf: folder.folder.appending(path: path))
    }
    return files
  }

  private func visit(_ test: @escaping @Sendable (any TestClientProtocol) async throws -> Void) async throws {
    let routes = WitnessRoutes(witness: try folder.open(), logs: try folder.logs(), logger: Watch.quiet, now: { [watch] in watch.now })
    try await Application(router: routes.router(), logger: Watch.quiet).test(.router, test)
  }

  private static func post(_ client: any TestClientProtocol, _ body: Data) async throws -> TestResponse {
    try await client.execute(uri: "/add-checkpoint", method: .post, body: ByteBuffer(bytes: body)) { $0 }
  }

  @Test("signs what is shown, and shows what it signed")
  func story() async throws {
    try await log.grow(3)
    let submission = try await log.submission(from: 0)
    let (key, origin) = (try folder.signer().key, OriginHash(log.key.name).text)
    try await visit { client in
      let before = try await client.execute(uri: "/\(origin)/checkpoint", method: .get) { $0 }
      #expect(before.status == .notFound)
      let answer = try await Self.post(client, submission.bytes)
      #expect(answer.status == .ok && answer.headers[.contentType] == "text/plain; charset=utf-8")
      var note = submission.checkpoint
      note.add(try #require(NoteSignature(line: String(String(buffer: answer.body).dropLast()))))
      #expect(try note.verified(by: [key]).count == 1)
      let kept = try await client.execute(uri: "/\(origin)/checkpoint", method: .get) { $0 }
      #expect(kept.status == .ok && Data(kept.body.readableBytesView) == note.bytes)
      #expect(kept.headers[.contentType] == "text/plain; charset=utf-8" && kept.headers[.cacheControl] == "no-store")
      for (name, value) in [("X-Content-Type-Options", "nosniff"), ("X-Frame-Options", "DENY"), ("Referrer-Policy", "no-referrer")] {
        #expect(kept.headers[HTTPField.Name(name)!] == value)
      }
      #expect(kept.headers[.contentSecurityPolicy]?.hasPrefix("default-src 'none'") == true)
      let about = try await client.execute(uri: "/", method: .get) { String(buffer: $0.body) }
      #expect(about == "Gantry witness\n\(key.text)\n\n\(log.key.name) size 3 splits 0\n")
    }
  }

  @Test("answers what it cannot sign as the protocol says, and writes nothing")
  func refusals() async throws {
    try await log.grow(3)
    let first = try await log.submission(from: 0)
    try await log.grow(4)
    let good = try await log.submission(from: 3)
    let other = try NoteSigner(name: "gantry.example/audit/9", kind: .log)
    let foreign = Checkpoint(origin: other.key.name, size: 1, root: .leaf(Data()))
    let unknown = try SignedNote(text: foreign.text, signatures: [other.sign(foreign.text, at: watch.now)])
    let unsigned = try SignedNote(text: good.checkpoint.text, signatures: [other.sign(good.checkpoint.text, at: watch.now)])
    func body(_ old: Int, _ hashes: [TreeHash], _ note: SignedNote) -> Data {
      WitnessSubmission(oldSize: old, hashes: hashes, checkpoint: note).bytes
    }
    let bytes = good.bytes
    var cases: [(Data, Int)] = [
      (body(8, [], good.checkpoint), 400), (body(3, [], good.checkpoint), 422), (body(3, good.hashes.reversed() + [.empty], good.checkpoint), 422),
      (body(3, good.hashes, unsigned), 403), (body(0, [], unknown), 404), (body(0, [], good.checkpoint), 409), (first.bytes, 409),
      (body(3, Array(repeating: .empty, count: 64), good.checkpoint), 400), (Data(), 400), (Data("{}".utf8), 400),
      (Data([0xFF, 0x00, 0x0A, 0x0A]), 400),
      (Data("old -1\n\n".utf8) + good.checkpoint.bytes, 400), (Data("old 03\n\n".utf8) + good.checkpoint.bytes, 400),
      (Data("old 99999999999999999999\n\n".utf8) + good.checkpoint.bytes, 400), (Data("old 3\nAAAA\n\n".utf8) + good.checkpoint.bytes, 400),
      (bytes + Data("x".utf8), 400), (Data(repeating: 0x0A, count: WitnessRoutes.longestBody), 400),
    ]
    // Cut off anywhere, it is never signed.
    cases += stride(from: 1, to: bytes.count, by: 7).map { (bytes.prefix($0), 400) }
    let all = cases
    try await visit { client in
      #expect(try await Self.post(client, first.bytes).status == .ok)
      let before = files
      for (body, status) in all {
        let answer = try await Self.post(client, body)
        #expect(answer.status.code == status, "\(status): \(String(decoding: body.prefix(80), as: UTF8.self))")
        #expect(!String(buffer: answer.body).isEmpty)
        #expect(answer.headers[.contentType] == (status == 409 ? "text/x.tlog.size" : "text/plain; charset=utf-8"))
        if status == 409 { #expect(String(buffer: answer.body) == "3\n") }
      }
      #expect(files == before)
      #expect(try await Self.post(client, good.bytes).status == .ok)
    }
  }

  @Test("reads no body that is too large, and knows no other address")
  func addresses() async throws {
    try await visit { client in
      #expect(try await Self.post(client, Data(count: WitnessRoutes.longestBody + 1)).status == .contentTooLarge)
      let unknown = "/\(String(repeating: "0", count: 64))/checkpoint"
      for path in ["/checkpoint", "/x/checkpoint", "/..%2F..%2Fwitness.key/checkpoint", unknown, "/witness.key"] {
        let answer = try await client.execute(uri: path, method: .get) { $0 }
        #expect(answer.status == .notFound && answer.headers[.contentType] == "text/plain; charset=utf-8", "\(path)")
        #expect(answer.headers[HTTPField.Name("X-Content-Type-Options")!] == "nosniff")
      }
      let read = try await client.execute(uri: "/add-checkpoint", method: .get) { $0 }
      #expect(read.status == .notFound)
    }
  }

  @Test("answers a body that only says that it is too large, and does not wait for it")
  func saidTooLarge() async throws {
    let running = try await RunningWitness(folder)
    for length in ["131073", "99999999999"] {
      let answer = await running.answer("POST /add-checkpoint HTTP/1.1\r\nHost: witness\r\nContent-Length: \(length)\r\n\r\no")
      #expect(answer.hasPrefix("HTTP/1.1 413 "), "\(answer.prefix(40))")
    }
    await running.end()
  }

  @Test("says how many split views it keeps")
  func splits() async throws {
    try await log.grow(3)
    let other = try watch.log("other")
    try await other.grow(3)
    let (one, two) = (try await log.submission(from: 0), try await other.submission(from: 3))
    try await visit { client in
      #expect(try await Self.post(client, one.bytes).status == .ok)
      #expect(try await Self.post(client, two.bytes).status == .conflict)
      let about = try await client.execute(uri: "/", method: .get) { String(buffer: $0.body) }
      #expect(about.hasSuffix("size 3 splits 1\n"))
    }
  }

  @Test("is opened on this machine's own addresses alone", arguments: ["0.0.0.0", "::", "192.168.1.4", "127.evil.example", "witness.example", ""])
  func hosts(_ host: String) throws {
    #expect(throws: WitnessingFault.self) { try WitnessServer(folder, settings: .init(host: host, port: 0), logger: Watch.quiet) }
  }
}
