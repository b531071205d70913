import Access
import HTTPTypes
import Hummingbird
import Storage

extension Visit {
  /// Where the request came from: an IP address.
  var source: String { AuditRecord.source(request, context) }

  /// Who asks to come in, as the list of sessions will show it.
  var caller: Caller { Caller(source: source, userAgent: request.headers[.userAgent]) }
}
