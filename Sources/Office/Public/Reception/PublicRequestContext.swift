import Hummingbird

/// What travels with one request to the public listener: nobody signs in here.
struct PublicRequestContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  /// Who is at the other end of the connection: an IP address.
  let peer: String?

  init(source: ApplicationRequestContextSource) {
    coreContext = CoreRequestContextStorage(source: source)
    peer = source.channel.remoteAddress?.ipAddress
  }
}
