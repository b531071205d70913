import Access
import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import Synchronization

/// The line to the server: TLS 1.3, on which the server is known by its pinned key alone and the agent by its certificate. Connections are kept open
/// between two requests.
final class ServerLine: Sendable {
  private static let connectingSeconds: Int64 = 5
  private static let answeringSeconds: Int64 = 30
  /// Connections that wait for the next request.
  private static let mostIdle = 4

  private let host: String
  private let port: Int
  private let pins: Set<KeyPin>
  private let context: NIOSSLContext
  /// Owned by this type; guarded by its lock.
  private let idle = Mutex<[any Channel]>([])
  /// Whether another key than a pinned one was shown last; guarded by its lock.
  private let sawOther = Mutex(false)

  /// - Parameter certificate: what the agent shows; `nil` before it has any.
  init(to settings: AgentSettings, showing certificate: (AgentCertificate, DeviceKey)?) throws(AgentFault) {
    (host, port) = try settings.endpoint
    pins = Set(try settings.keyPins)
    var configuration = TLSConfiguration.makeClientConfiguration()
    configuration.minimumTLSVersion = .tlsv13
    configuration.applicationProtocols = ["http/1.1"]
    do {
      if let (certificate, key) = certificate {
        configuration.certificateChain = try NIOSSLCertificate.fromPEMBytes(Array(certificate.certificate.utf8)).map { .certificate($0) }
        configuration.privateKey = .privateKey(try NIOSSLPrivateKey(bytes: Array(key.pem.utf8), format: .pem))
      }
      context = try NIOSSLContext(configuration: configuration)
    } catch {
      throw .folder("the certificate and the key in the agent's folder do not belong together; enrol the agent again")
    }
  }

  /// Sends a request and waits for the answer. A connection that was kept open may be gone by now, so that the request is sent once more on a new one:
  /// a capture that comes twice is known by its server.
  /// - Throws: ``AgentFault/unreachable(_:)`` or ``AgentFault/wrongServer``.
  func send(_ method: HTTPMethod, _ path: String, _ fields: HTTPHeaders = [:], body: ByteBuffer = ByteBuffer()) async throws(AgentFault) -> LineAnswer {
    var head = HTTPRequestHead(version: .http1_1, method: method, uri: path, headers: fields)
    head.headers.replaceOrAdd(name: "host", value: port == 443 ? host : "\(host.contains(":") ? "[\(host)]" : host):\(port)")
    head.headers.replaceOrAdd(name: "content-length", value: "\(body.readableBytes)")
    do {
      if let kept = takeIdle(), let answer = try? await exchange(head, body, on: kept) { return answer }
      return try await exchange(head, body, on: connect())
    } catch {
      if sawOther.withLock({ $0 }) { throw .wrongServer }
      throw .unreachable(Self.words(of: error))
    }
  }

  /// Closes what is open.
  func close() {
    let channels = idle.withLock { idle in
      defer { idle = [] }
      return idle
    }
    for channel in channels { channel.close(promise: nil) }
  }

  private func exchange(_ head: HTTPRequestHead, _ body: ByteBuffer, on channel: any Channel) async throws -> LineAnswer {
    let promise = channel.eventLoop.makePromise(of: LineAnswer.self)
    let alarm = channel.eventLoop.scheduleTask(in: .seconds(Self.answeringSeconds)) { channel.close(promise: nil) }
    defer { alarm.cancel() }
    channel.writeAndFlush(LineExchange(head: head, body: body, answer: promise)).whenFailure { promise.fail($0) }
    let answer = try await promise.futureResult.get()
    if answer.fields["connection"].contains(where: { $0.lowercased() == "close" }) { channel.close(promise: nil) } else { keep(channel) }
    return answer
  }

  private func connect() async throws -> any Channel {
    sawOther.withLock { $0 = false }
    let bootstrap = ClientBootstrap(group: NIOSingletons.posixEventLoopGroup).connectTimeout(.seconds(Self.connectingSeconds))
      .channelInitializer { [self] channel in
        channel.eventLoop.makeCompletedFuture {
          let tls = try NIOSSLClientHandler(
            context: context, serverHostname: NetworkAddress(host) == nil ? host : nil,
            customVerificationCallback: { [self] shown, verdict in verdict.succeed(isPinned(shown) ? .certificateVerified : .failed) })
          try channel.pipeline.syncOperations.addHandler(tls)
          try channel.pipeline.syncOperations.addHTTPClientHandlers()
          try channel.pipeline.syncOperations.addHandler(LineHandler())
        }
      }
    return try await bootstrap.connect(host: host, port: port).get()
  }

  /// Whose certificate it is and who vouches for it does not matter: the key is known.
  private func isPinned(_ shown: [NIOSSLCertificate]) -> Bool {
    let pin = shown.first.flatMap { try? $0.toDERBytes() }.flatMap { KeyPin(ofCertificate: Data($0)) }
    let isPinned = pin.map(pins.contains) ?? false
    sawOther.withLock { $0 = !isPinned }
    return isPinned
  }

  private func takeIdle() -> (any Channel)? {
    idle.withLock { idle in
      while let channel = idle.popLast() { if channel.isActive { return channel } }
      return nil
    }
  }

  private func keep(_ channel: any Channel) {
    let isKept = idle.withLock { idle in
      guard idle.count < Self.mostIdle else { return false }
      idle.append(channel)
      return true
    }
    if !isKept { channel.close(promise: nil) }
  }

  private static func words(of error: any Error) -> String {
    switch error {
    case let error as NIOConnectionError: error.connectionErrors.first.map { "\($0.error)" } ?? "nobody answers."
    case is NIOSSLError: "no TLS could be agreed on; is this the cameras' port, and is the certificate still good?"
    case ChannelError.eof: "it hung up. A revoked or expired certificate looks like this from here."
    default: "\(error)"
    }
  }
}
