import Access
import HTTPTypes
import Hummingbird

extension Visit {
  /// Where the request came from: an IP address.
  var source: String { context.source.address ?? context.peer ?? "unknown" }

  /// Who asks to come in, as the list of sessions will show it.
  var caller: Caller { Caller(source: source, userAgent: request.headers[.userAgent]) }
}
