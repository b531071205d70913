import Access
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import NIOEmbedded
import Testing

@testable import Office

@Suite("A listener's door")
struct ListenerDoorTests {
  private func listener(_ ranges: String..., tls: Configuration.Listener.TLS? = nil) -> Configuration.Listener {
    .init(host: "127.0.0.1", port: 0, tls: tls, allow: .ranges(ranges.compactMap { AddressRange($0) }))
  }

  @Test("who is not on the list is let go before a byte is read, and never answered")
  func offTheList() async throws {
    let lines = LogLines()
    try await TestListener.run(listener("127.0.0.2"), logger: lines.logger) { listener in
      for _ in 1...5 {
        let refused = try? await listener.connect(nil, sending: TestListener.request())
        #expect(refused?.text ?? "" == "")
      }
      let admitted = try await listener.connect(nil, sending: TestListener.request(), from: "127.0.0.2")
      #expect(admitted.text.hasPrefix("HTTP/1.1 200"))
      #expect(listener.listener.door.refused.total == 5)
    }
    let told = lines.all.filter { $0.hasPrefix("connections refused") }
    #expect(told == ["connections refused count=1 from=127.0.0.0/24 listener=test reason=address is not on the list"], "once a minute")
  }

  @Test("not even TLS is spoken with them")
  func offTheListWithTLS() async throws {
    let certificates = try TestCertificates()
    try certificates.issue()
    try await TestListener.run(listener("10.0.0.0/8", tls: certificates.files)) { listener in
      let refused = try? await listener.connect(nil, sending: "\u{16}\u{3}\u{1}")
      #expect(refused?.text ?? "" == "")
      #expect(listener.listener.door.refused.total == 1)
    }
  }

  @Test("behind a proxy on this machine the proxy is let in, and whom it asks for has to be on the list")
  func proxied() async throws {
    var address = listener("198.51.100.0/24")
    address.clientField = .init("X-Forwarded-For")
    let list = ProxiedAllowlist<OfficeRequestContext>(address) { $0.peer }
    func admits(_ said: String?, from peer: String = "127.0.0.1") -> Bool {
      var fields = HTTPFields()
      if let said, let name = HTTPField.Name("X-Forwarded-For") { fields[name] = said }
      let head = HTTPRequest(method: .get, scheme: nil, authority: nil, path: "/", headerFields: fields)
      return list.admits(Request(head: head, body: .init(buffer: ByteBuffer())), from: peer)
    }
    #expect(admits("198.51.100.7"))
    #expect(admits("203.0.113.9, 198.51.100.7"))
    #expect(!admits("198.51.100.7, 203.0.113.9"))
    #expect(!admits("rubbish"))
    #expect(!admits(nil))
    let seen = try await TestListener.run(address) { try await $0.connect(nil, sending: TestListener.request()) }
    #expect(seen.text.hasPrefix("HTTP/1.1 200"), "the door lets the proxy in")
  }

  @Test("one more than there may be is not let in, and the place is free again when somebody goes")
  func full() async throws {
    let limits = ConnectionLimits(connections: 2, connectionsAnAddress: 2, fields: .seconds(60), body: .seconds(60))
    try await TestListener.run(limits: limits) { listener in
      async let first = listener.connect(nil, seconds: 2)
      async let second = listener.connect(nil, seconds: 2)
      for _ in 1...100 where listener.listener.door.book.count < 2 { try await Task.sleep(for: .milliseconds(10)) }
      let third = try? await listener.connect(nil, sending: TestListener.request())
      #expect(third?.text ?? "" == "")
      _ = try await (first, second)
      for _ in 1...100 where listener.listener.door.book.count > 0 { try await Task.sleep(for: .milliseconds(10)) }
      let fourth = try await listener.connect(nil, sending: TestListener.request())
      #expect(fourth.text.hasPrefix("HTTP/1.1 200"))
    }
  }

  @Test("one address cannot take all places; this machine's own are not counted by address")
  func oneAddress() throws {
    let book = ConnectionBook(limits: ConnectionLimits(connections: 10, connectionsAnAddress: 2, fields: .seconds(1), body: .seconds(1)))
    let channels = (0..<7).map { _ in EmbeddedChannel() }
    let (one, other, own) = (NetworkAddress("192.0.2.1")!, NetworkAddress("192.0.2.2")!, NetworkAddress("127.0.0.1")!)
    #expect(book.enter(channels[0], from: one) == nil)
    #expect(book.enter(channels[1], from: one) == nil)
    #expect(book.enter(channels[2], from: one) == .tooManyOfOne)
    #expect(book.enter(channels[3], from: other) == nil)
    for channel in channels[4...6] { #expect(book.enter(channel, from: own) == nil) }
    _ = channels[0].close()
    channels[0].embeddedEventLoop.run()
    #expect(book.enter(channels[2], from: one) == nil)
    for channel in channels { _ = try? channel.finish() }
    #expect(book.count == 0)
  }

  @Test("refusals are told once a minute for each network, with how many there were, and memory has an end")
  func telling() {
    let lines = LogLines()
    let refused = RefusedConnections(listener: "test", logger: lines.logger)
    let start = NIODeadline.now()
    for second in 0..<130 { refused.note(NetworkAddress("203.0.113.\(second)"), .notAllowed, now: start + .seconds(Int64(second))) }
    #expect(lines.all.map { $0.split(separator: " ")[2] } == ["count=1", "count=60", "count=60"])
    for network in 0..<2000 { refused.note(NetworkAddress("10.\(network / 256).\(network % 256).1"), .notAllowed, now: start + .seconds(131)) }
    #expect(lines.all.count < 3 + 300)
    #expect(refused.total == 2130)
  }

  @Test("whoever takes too long is let go: for TLS, for a request's fields, for its body")
  func slow() async throws {
    let certificates = try TestCertificates()
    try certificates.issue()
    var limits = ConnectionLimits(connections: 10, connectionsAnAddress: 10, fields: .milliseconds(300), body: .milliseconds(300))
    limits.handshake = .milliseconds(300)
    for (tls, text) in [
      (certificates.files, ""), (certificates.files, "\u{16}\u{3}"), (nil, ""), (nil, "GET /hello HTTP/1.1\r\nHost: lo"),
      (nil, "POST /size HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nabc"),
    ] as [(Configuration.Listener.TLS?, String)] {
      let started = ContinuousClock.now
      let seen = try await TestListener.run(.init(host: "127.0.0.1", port: 0, tls: tls), limits: limits) {
        try await $0.connect(nil, sending: text, seconds: 20)
      }
      #expect(!seen.text.contains("200 OK"))
      #expect(ContinuousClock.now - started < .seconds(18), "\(text.debugDescription)")
    }
  }
}
