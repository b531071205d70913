import Foundation
import Glibc
import Testing

@testable import Witnessing

/// A witness that listens, until it is told to end.
struct RunningWitness {
  let address: WitnessAddress
  private let port: Int
  private let running: Task<Void, any Error>

  init(_ folder: WitnessFolder) async throws {
    let (ports, continuation) = AsyncStream<Int>.makeStream()
    let server = try WitnessServer(folder, settings: .init(port: 0), logger: Watch.quiet, started: { continuation.yield($0) })
    running = Task {
      defer { continuation.finish() }
      try await server.run()
    }
    var port: Int?
    for await each in ports {
      port = each
      break
    }
    self.port = try #require(port)
    address = try #require(WitnessAddress("http://127.0.0.1:\(self.port)"))
  }

  func end() async {
    running.cancel()
    _ = await running.result
  }

  /// Sends text and reads what comes first, on a thread of its own, because that blocks.
  func answer(_ text: String) async -> String {
    await withCheckedContinuation { [port] continuation in
      Thread.detachNewThread { continuation.resume(returning: Self.blockingAnswer(text, port)) }
    }
  }

  private static func blockingAnswer(_ text: String, _ port: Int) -> String {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var patience = timeval(tv_sec: 30, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let connected = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) }
    }
    let bytes = Array(text.utf8)
    guard connected == 0, send(descriptor, bytes, bytes.count, 0) == bytes.count else { return "not sent" }
    var answer = [UInt8](repeating: 0, count: 4096)
    let count = recv(descriptor, &answer, answer.count, 0)
    return String(decoding: answer.prefix(max(0, count)), as: UTF8.self)
  }
}
