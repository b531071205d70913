import Access
import Hummingbird

/// What travels with one request to the people's listener.
struct OfficeRequestContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  /// Who asks; `nil` for a stranger. Set by ``Reception`` alone.
  var person: Person?
  /// Who is at the other end of the connection: an IP address.
  let peer: String?
  /// Who asks, by the address they ask from. Set by ``Reception`` alone.
  var source = RequestSource.everybody

  init(source: ApplicationRequestContextSource) {
    coreContext = CoreRequestContextStorage(source: source)
    peer = source.channel.remoteAddress?.ipAddress
  }
}
