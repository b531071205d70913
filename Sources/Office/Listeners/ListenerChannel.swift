import Foundation
import HummingbirdCore
import HummingbirdHTTP2
import Logging
import NIOCore
import NIOSSL
import NIOTLS

/// One connection to a listener, from the door to the requests: who is not on the list is let go unanswered, then TLS is spoken where the listener has
/// a certificate, then HTTP/2 or HTTP/1.1 as both ends agreed.
struct ListenerChannel: ServerChildChannel {
  /// What both ends agreed on.
  enum Spoken: Sendable {
    case http1(HTTP1Channel.Value)
    case http2(HTTP2Channel.Value)
  }

  struct Value: ServerChildChannelValue {
    let spoken: EventLoopFuture<Spoken>
    let channel: any Channel
  }

  /// Whoever was not let in.
  private struct NotLetIn: Error {}
  /// A protocol was agreed on that this end never offered.
  private struct UnknownProtocol: Error {}

  private let door: ListenerDoor
  private let limits: ConnectionLimits
  private let certificate: CertificateKeeper?
  private let http1: HTTP1Channel
  private let http2: HTTP2Channel

  /// - Parameters:
  ///   - certificate: `nil` speaks HTTP/1.1 in clear.
  ///   - handlers: what stands between HTTP and the router, made anew for each connection or HTTP/2 stream.
  init(
    door: ListenerDoor, limits: ConnectionLimits, certificate: CertificateKeeper?, responder: @escaping HTTPChannelHandler.Responder,
    handlers: @escaping @Sendable () -> [any RemovableChannelHandler]
  ) {
    self.door = door
    self.limits = limits
    self.certificate = certificate
    let configuration = HTTP1Channel.Configuration(additionalChannelHandlers: [RequestClock(limits: limits)] + handlers())
    http1 = HTTP1Channel(responder: responder, configuration: configuration)
    http2 = HTTP2Channel(
      responder: responder,
      configuration: .init(idleTimeout: .nanoseconds(limits.fields.nanoseconds), streamConfiguration: configuration))
  }

  func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
    guard door.admits(channel) else {
      channel.close(promise: nil)
      return channel.eventLoop.makeFailedFuture(NotLetIn())
    }
    guard let certificate else { return http1.setup(channel: channel, logger: logger).map { Value(spoken: channel.eventLoop.makeSucceededFuture(.http1($0)), channel: channel) } }
    return channel.eventLoop.makeCompletedFuture {
      let pipeline = channel.pipeline.syncOperations
      try pipeline.addHandler(encryption(of: channel, certificate))
      try pipeline.addHandler(HandshakeClock(limit: limits.handshake))
      let agreement = NIOTypedApplicationProtocolNegotiationHandler<Spoken> { agreed, channel in speak(agreed, on: channel, logger: logger) }
      try pipeline.addHandler(agreement)
      return Value(spoken: agreement.protocolNegotiationResult, channel: channel)
    }
  }

  func handle(value: Value, logger: Logger) async {
    do {
      switch try await value.spoken.get() {
      case .http1(let connection): await http1.handle(value: connection, logger: logger)
      case .http2(let connection): await http2.handle(value: connection, logger: logger)
      }
    } catch {
      // Whoever does not get through the handshake: scanners mostly, at a rate that is theirs to choose.
      logger.debug("no TLS was spoken", metadata: ["error": "\(error)"])
      value.channel.close(promise: nil)
    }
  }

  private func speak(_ agreed: ALPNResult, on channel: any Channel, logger: Logger) -> EventLoopFuture<Spoken> {
    switch agreed {
    case .negotiated("h2"): http2.setup(channel: channel, logger: logger).map { .http2($0) }
    case .negotiated("http/1.1"), .fallback: http1.setup(channel: channel, logger: logger).map { .http1($0) }
    case .negotiated: channel.eventLoop.makeFailedFuture(UnknownProtocol())
    }
  }

  private func encryption(of channel: any Channel, _ certificate: CertificateKeeper) -> NIOSSLServerHandler {
    guard let peers = certificate.peers else { return NIOSSLServerHandler(context: certificate.context) }
    let book = door.book
    return NIOSSLServerHandler(
      context: certificate.context,
      customVerificationCallback: { certificates, decision in
        decision.completeWithTask {
          guard let peer = await peers.identity(of: try certificates.map { Data(try $0.toDERBytes()) }) else { return .failed }
          book.identify(channel, as: peer)
          return .certificateVerified
        }
      })
  }
}
