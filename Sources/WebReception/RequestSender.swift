import HTTPTypes
package import Hummingbird

/// Where a browser says that a request comes from.
package enum RequestSender: Sendable, Hashable {
  case ownPage
  case elsewhere
  /// It says nothing: no browser in use, or a program.
  case unsaid

  private static let fetchSite = HTTPField.Name("Sec-Fetch-Site")

  /// - Parameter ownOrigin: the configured one, as ``origin(of:)`` gives it. The address that the browser itself used is ours, too.
  package init(of request: Request, ownOrigin: String) {
    if let name = Self.fetchSite, let site = request.headers[name] {
      self = site == "same-origin" ? .ownPage : .elsewhere
    } else if let origin = request.headers[.origin] {
      self = Self.isOwn(origin, ownOrigin, host: request.head.authority) ? .ownPage : .elsewhere
    } else {
      self = .unsaid
    }
  }

  /// Scheme, host and port of an address, in lower case, as browsers write it.
  package static func origin(of address: String) -> String {
    address.lowercased().split(separator: "/", omittingEmptySubsequences: false).prefix(3).joined(separator: "/")
  }

  private static func isOwn(_ origin: String, _ ownOrigin: String, host: String?) -> Bool {
    if origin == ownOrigin { return true }
    guard let host, !host.isEmpty else { return false }
    return origin == "http://\(host)" || origin == "https://\(host)"
  }
}
