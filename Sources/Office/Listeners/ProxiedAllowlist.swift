import Access
import HTTPTypes
import Hummingbird

/// Holds the allowlist behind a proxy on this machine, where every connection is the proxy's: whom it asks for has to be on the list.
struct ProxiedAllowlist<Context: RequestContext>: RouterMiddleware {
  private let listener: Configuration.Listener
  private let peer: @Sendable (Context) -> String?

  /// - Parameter peer: who is at the other end of the connection.
  init(_ listener: Configuration.Listener, peer: @escaping @Sendable (Context) -> String?) {
    self.listener = listener
    self.peer = peer
  }

  func handle(_ request: Request, context: Context, next: (Request, Context) async throws -> Response) async throws -> Response {
    guard admits(request, from: peer(context)) else { return Response(status: .forbidden) }
    return try await next(request, context)
  }

  /// Requests that this machine makes for itself, such as a look at its health, name nobody; they are let through where loopback is on the list.
  func admits(_ request: Request, from peer: String?) -> Bool {
    guard let field = listener.clientField, case .ranges = listener.allow, let allow = listener.allow else { return true }
    let source = RequestSource(of: request, peer: peer, field: field)
    guard let address = NetworkAddress(source.address ?? peer ?? "") else { return false }
    return allow.admits(address)
  }
}
