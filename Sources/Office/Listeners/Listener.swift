import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import ServiceLifecycle

/// One of the three listeners, put together: address, door, certificate and limits around a router.
struct Listener: Sendable {
  let name: String
  let address: Configuration.Listener
  let door: ListenerDoor
  private let limits: ConnectionLimits
  private let certificate: CertificateKeeper?

  /// Reads the certificate where there is to be one.
  /// - Parameter name: as in the configuration, such as `office`.
  /// - Throws: `CertificateFault`.
  init(_ address: Configuration.Listener, name: String, limits: ConnectionLimits, policy: TLSPolicy = TLSPolicy(), logger: Logger) throws {
    self.address = address
    self.name = name
    self.limits = limits
    door = ListenerDoor(address, limits: limits, name: name, logger: logger)
    certificate = try address.tls.map { try CertificateKeeper($0, policy: policy, listener: name, logger: logger) }
  }

  /// What is to run beside the listener: the watch over its certificate.
  var services: [any Service] { certificate.map { [$0] } ?? [] }

  /// The service that listens.
  /// - Parameters:
  ///   - handlers: what stands between HTTP and the router, made anew for each connection.
  ///   - started: told the port.
  func application<Context: RequestContext>(
    _ router: Router<Context>, handlers: @escaping @Sendable () -> [any RemovableChannelHandler] = { [] }, logger: Logger,
    started: @escaping @Sendable (Int) -> Void
  ) -> Application<RouterResponder<Context>> {
    let (door, limits, certificate) = (door, limits, certificate)
    let server = HTTPServerBuilder { responder in
      ListenerChannel(door: door, limits: limits, certificate: certificate, responder: responder, handlers: handlers)
    }
    return Application(
      router: router, server: server, configuration: ApplicationConfiguration(address: .hostname(address.host, port: address.port), serverName: nil),
      onServerRunning: { channel in started(channel.localAddress?.port ?? 0) }, logger: logger)
  }
}
