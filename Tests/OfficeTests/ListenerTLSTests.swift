import Access
import AsyncHTTPClient
import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import NIOHTTP1
import NIOSSL
import ServiceLifecycle
import Testing

@testable import Office

@Suite("A listener's TLS")
struct ListenerTLSTests {
  let certificates: TestCertificates

  init() throws {
    certificates = try TestCertificates()
    try certificates.issue()
  }

  private var address: Configuration.Listener { .init(host: "127.0.0.1", port: 0, tls: certificates.files) }

  private func client(_ protocols: [String] = []) throws -> TLSConfiguration {
    var configuration = TLSConfiguration.makeClientConfiguration()
    configuration.trustRoots = try certificates.roots
    configuration.applicationProtocols = protocols
    return configuration
  }

  @Test("TLS 1.3 is spoken, and HTTP/1.1 in it")
  func http1() async throws {
    let client = try client()
    let seen = try await TestListener.run(address) { try await $0.connect(client, sending: TestListener.request()) }
    #expect(seen.version == .tlsv13)
    #expect(seen.text.hasPrefix("HTTP/1.1 200 OK") && seen.text.hasSuffix("hello 127.0.0.1"))
  }

  @Test("TLS 1.2 is not")
  func oldVersion() async throws {
    var client = try client()
    client.minimumTLSVersion = .tlsv1
    client.maximumTLSVersion = .tlsv12
    let old = client
    await #expect(throws: (any Error).self) { try await TestListener.run(address) { try await $0.connect(old, sending: TestListener.request()) } }
  }

  @Test("nor is HTTP in clear")
  func clear() async throws {
    let seen = try await TestListener.run(address) { try await $0.connect(nil, sending: TestListener.request(), seconds: 5) }
    #expect(!seen.text.contains("HTTP/1.1 200") && !seen.text.contains("hello"))
  }

  @Test("HTTP/2 is offered first, HTTP/1.1 else; cameras get HTTP/1.1", arguments: [
    (["h2", "http/1.1"], true, "h2"), (["http/1.1", "h2"], true, "h2"), (["http/1.1"], true, "http/1.1"), (["h2", "http/1.1"], false, "http/1.1"),
    ([], true, nil), (["spdy/3"], true, nil),
  ] as [([String], Bool, String?)])
  func agreement(_ offered: [String], _ speaksHTTP2: Bool, _ agreed: String?) async throws {
    let client = try client(offered)
    let seen = try await TestListener.run(address, policy: TLSPolicy(speaksHTTP2: speaksHTTP2)) { try await $0.connect(client, seconds: 1) }
    #expect(seen.agreed == agreed)
  }

  @Test("a whole request over HTTP/2, with a body, and its peer's address")
  func http2() async throws {
    var configuration = HTTPClient.Configuration(tlsConfiguration: try client())
    configuration.httpVersion = .automatic
    let http = HTTPClient(configuration: configuration)
    do {
      try await TestListener.run(address) { listener in
        let hello = try await http.execute(HTTPClientRequest(url: "https://localhost:\(listener.port)/hello"), timeout: .seconds(10))
        #expect(hello.version == .http2)
        #expect(String(buffer: try await hello.body.collect(upTo: 1000)) == "hello 127.0.0.1")
        var post = HTTPClientRequest(url: "https://localhost:\(listener.port)/size")
        post.method = .POST
        post.body = .bytes(ByteBuffer(repeating: 7, count: 300_000))
        let size = try await http.execute(post, timeout: .seconds(10))
        #expect(String(buffer: try await size.body.collect(upTo: 1000)) == "300000")
      }
    } catch {
      Issue.record(error)
    }
    try await http.shutdown()
  }

  @Test("files that change are noticed, and new connections get the new certificate; no good pair does harm")
  func reload() async throws {
    let lines = LogLines()
    let keeper = try CertificateKeeper(certificates.files, policy: TLSPolicy(), listener: "test", logger: lines.logger)
    let first = ObjectIdentifier(keeper.context)
    keeper.look()
    #expect(ObjectIdentifier(keeper.context) == first, "nothing changed")

    try certificates.issue()
    keeper.look()
    let second = ObjectIdentifier(keeper.context)
    #expect(second != first)

    let good = (try String(contentsOf: certificates.files.certificate, encoding: .utf8), try String(contentsOf: certificates.files.key, encoding: .utf8))
    let other = try TestCertificates()
    try other.issue()
    try certificates.write(certificate: try String(contentsOf: other.files.certificate, encoding: .utf8), key: good.1)
    keeper.look()
    try certificates.write(certificate: "rubbish", key: good.1)
    keeper.look()
    try certificates.issue(until: Date(timeIntervalSinceNow: -1))
    keeper.look()
    try FileManager.default.removeItem(at: certificates.files.key)
    keeper.look()
    #expect(ObjectIdentifier(keeper.context) == second)
    let told = lines.all.filter { $0.hasPrefix("the new certificate is not used") }
    #expect(told.count == 4)
    keeper.look()
    #expect(lines.all.filter { $0.hasPrefix("the new certificate is not used") }.count == 4, "told once, not every five seconds")

    try certificates.write(certificate: good.0, key: good.1)
    keeper.look()
    #expect(ObjectIdentifier(keeper.context) != second)
  }

  @Test("a running listener takes a new certificate within seconds, and open connections live on")
  func runningReload() async throws {
    let (client, certificates) = (try client(), certificates)
    try await TestListener.run(address) { listener in
      let watch = Task { for service in listener.listener.services { try await service.run() } }
      let before = try await listener.connect(client, sending: TestListener.request())
      let fresh = try certificates.issue()
      var after = before
      for _ in 1...40 where try after.certificate?.toDERBytes() != Array(try fresh.der) {
        try await Task.sleep(for: .milliseconds(250))
        after = try await listener.connect(client, sending: TestListener.request())
      }
      #expect(try after.certificate?.toDERBytes() == Array(try fresh.der))
      #expect(try before.certificate?.toDERBytes() != Array(try fresh.der))
      watch.cancel()
    }
  }

  @Test("an expired certificate, and one whose time has not come, do not start", arguments: [-1.0, 3600.0])
  func badTimes(_ ahead: TimeInterval) throws {
    try certificates.issue(from: Date(timeIntervalSinceNow: ahead - 7200 * (ahead < 0 ? 1 : 0)), until: Date(timeIntervalSinceNow: ahead < 0 ? ahead : ahead + 60))
    #expect(throws: CertificateFault.notValidNow(file: certificates.files.certificate.path)) {
      try CertificateKeeper(certificates.files, policy: TLSPolicy(), listener: "test", logger: LogLines().logger)
    }
  }

  // MARK: Clients' certificates

  /// Knows those that the test's authority signed, by their common name.
  private struct Known: PeerCertificates {
    let names: Set<String>

    func identity(of chain: [Data]) async -> PeerIdentity? {
      guard let leaf = chain.first, let certificate = try? NIOSSLCertificate(bytes: Array(leaf), format: .der) else { return nil }
      return names.first { "\(certificate)".contains($0) }.map { PeerIdentity(name: $0) }
    }
  }

  private func client(with certificate: (certificate: NIOSSLCertificate, key: NIOSSLPrivateKey)?) throws -> TLSConfiguration {
    var configuration = try client()
    configuration.certificateChain = certificate.map { [.certificate($0.certificate)] } ?? []
    configuration.privateKey = certificate.map { .privateKey($0.key) }
    return configuration
  }

  @Test("a client's certificate is looked at, and the connection is known by it until it closes")
  func clientCertificate() async throws {
    let known = try client(with: try certificates.client("camera-7"))
    let stranger = try client(with: try certificates.client("nobody"))
    let bare = try client(with: nil)
    for isRequired in [false, true] {
      let peers = Known(names: ["camera-7"])
      let policy = TLSPolicy(speaksHTTP2: false, client: isRequired ? .required(peers) : .offered(peers))
      try await TestListener.run(address, policy: policy) { listener in
        let seen = try await listener.connect(known, sending: TestListener.request())
        #expect(seen.text.hasPrefix("HTTP/1.1 200"))
        await #expect(throws: (any Error).self) {
          let refused = try await listener.connect(stranger, sending: TestListener.request())
          guard !refused.text.isEmpty else { throw CancellationError() }
        }
        let nobody = try? await listener.connect(bare, sending: TestListener.request())
        #expect((nobody?.text.hasPrefix("HTTP/1.1 200") ?? false) == !isRequired)

        async let held = listener.connect(known, seconds: 8)
        for _ in 1...100 where listener.listener.door.book.count == 0 { try await Task.sleep(for: .milliseconds(20)) }
        var cut = 0
        for _ in 1...100 where cut == 0 {
          try await Task.sleep(for: .milliseconds(20))
          cut = listener.listener.door.book.cut { $0.name == "camera-7" }
        }
        #expect(cut == 1, "one connection of that camera")
        let started = ContinuousClock.now
        _ = try? await held
        #expect(ContinuousClock.now - started < .seconds(4), "closed at once")
      }
    }
  }
}
