import Foundation
import Glibc
import Synchronization

/// A server small enough for tests: gives every request the same answer, or none, and remembers what it was sent. Ends with the test.
final class TinyServer: Sendable {
  struct Unusable: Error {}

  let port: Int
  private let listening: Int32
  private let isClosed = Mutex(false)
  private let taken: Requests

  final class Requests: Sendable {
    let all = Mutex<[String]>([])
  }

  /// - Parameter answer: bytes as they are sent; `nil` for silence.
  init(_ answer: @escaping @Sendable (String) -> String?) throws {
    let listening = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let bound = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { place in
        bind(listening, place, length) == 0 && listen(listening, 16) == 0 && getsockname(listening, place, &length) == 0
      }
    }
    guard bound else { throw Unusable() }
    port = Int(UInt16(bigEndian: address.sin_port))
    let taken = Requests()
    (self.listening, self.taken) = (listening, taken)
    Thread.detachNewThread { Self.serve(listening, taken, answer) }
  }

  deinit { close() }

  /// The requests that came, each whole.
  var requests: [String] { taken.all.withLock { $0 } }

  func close() {
    isClosed.withLock { isClosed in
      guard !isClosed else { return }
      isClosed = true
      // Ends the waiting thread, which closes it.
      shutdown(listening, Int32(SHUT_RDWR))
    }
  }

  private static func serve(_ listening: Int32, _ taken: Requests, _ answer: (String) -> String?) {
    var open: [Int32] = []
    while case let connection = accept(listening, nil, nil), connection >= 0 {
      open.append(connection)
      let request = read(connection)
      taken.all.withLock { $0.append(request) }
      guard let bytes = answer(request).map({ Array($0.utf8) }) else { continue }
      var sent = 0
      while sent < bytes.count {
        let count = bytes[sent...].withUnsafeBytes { send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
        if count <= 0 { break }
        sent += count
      }
    }
    for each in open + [listening] { Glibc.close(each) }
  }

  /// One request with its body.
  private static func read(_ connection: Int32) -> String {
    var all = Data()
    var buffer = [UInt8](repeating: 0, count: 16 << 10)
    while true {
      let text = String(decoding: all, as: UTF8.self)
      if let gap = text.range(of: "\r\n\r\n") {
        let length = text[..<gap.lowerBound].lowercased().split(separator: "content-length: ").dropFirst().first
          .flatMap { Int($0.prefix { $0.isNumber }) }
        if text[gap.upperBound...].utf8.count >= length ?? 0 { return text }
      }
      let count = recv(connection, &buffer, buffer.count, 0)
      guard count > 0 else { return text }
      all += buffer[..<count]
    }
  }
}
