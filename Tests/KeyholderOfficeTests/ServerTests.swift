import Foundation
import Glibc
import Keyholding
import Logging
import Synchronization
import Testing

@testable import KeyholderOffice

@Suite("Keyholder: the running server")
struct ServerTests {
  @Test("listens, does its daily work first, and gives the folder back when it ends")
  func run() async throws {
    let court = try Court()
    let ports = Mutex(0)
    let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    let open = try await court.open()
    let server = try KeyholderServer(
      open, settings: .init(port: 0, web: Court.web), logger: logger, started: { port in ports.withLock { $0 = port } })
    let running = Task { try await server.run() }
    let deadline = ContinuousClock.now + .seconds(120)
    while ports.withLock({ $0 }) == 0, ContinuousClock.now < deadline { try await Task.sleep(for: .milliseconds(20)) }
    let port = ports.withLock { $0 }
    #expect(port > 0)
    #expect(await open.keyholder.days.first != nil)
    // One that only says how large it is: answered at once, and not waited for.
    for (path, said) in [("requests", 256 << 20), ("release", 1 << 40)] {
      let answer = await Self.answer("POST /v1/\(path) HTTP/1.1\r\nHost: court\r\nContent-Length: \(said + 1)\r\n\r\n{", port: port)
      #expect(answer.hasPrefix("HTTP/1.1 413 "), "\(path): \(answer.prefix(40))")
    }
    running.cancel()
    _ = await running.result
  }

  /// Sends text to a port of this machine and reads what comes first, on a thread of its own, because that blocks.
  private static func answer(_ text: String, port: Int) async -> String {
    await withCheckedContinuation { continuation in
      Thread.detachNewThread { continuation.resume(returning: blockingAnswer(text, port: port)) }
    }
  }

  private static func blockingAnswer(_ text: String, port: Int) -> String {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var patience = timeval(tv_sec: 60, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let connected = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) }
    }
    guard connected == 0 else { return "not connected" }
    let bytes = Array(text.utf8)
    guard send(descriptor, bytes, bytes.count, 0) == bytes.count else { return "not sent" }
    var answer = [UInt8](repeating: 0, count: 4096)
    let count = recv(descriptor, &answer, answer.count, 0)
    return String(decoding: answer.prefix(max(0, count)), as: UTF8.self)
  }

  @Test("does not start without its pages")
  func noPages() async throws {
    let court = try Court()
    let open = try await court.open()
    #expect(throws: TemplateFault.self) {
      try KeyholderServer(open, settings: .init(port: 0, web: court.folder), logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }
  }

  @Test("A folder that is made has a policy that can be read, and is not made twice")
  func premises() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "premises-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let premises = KeyholderPremises(folder: folder, holder: Court.holder, installation: Court.installation, retentionDays: 14)
    try premises.create(passphrase: Court.passphrase)
    #expect(throws: KeyholdingFault.self) { try premises.create(passphrase: Court.passphrase) }
    do {
      let open = try await OpenKeyholder(folder: folder, passphrase: Court.passphrase, now: Court.now)
      #expect(await open.keyholder.policy.retentionDays == 14)
      await #expect(throws: KeyholdingFault.inUse) { try await OpenKeyholder(folder: folder, passphrase: Court.passphrase, now: Court.now) }
    }
    await #expect(throws: KeyholdingFault.wrongPassphrase) {
      try await OpenKeyholder(folder: folder, passphrase: "a long walk along the river", now: Court.now)
    }
    let mode = try FileManager.default.attributesOfItem(atPath: folder.appending(path: PolicyFile.name).path)[.posixPermissions] as? Int
    #expect(mode == 0o600)
  }
}
